package dev.obtaskd.api.obshell.auth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.obtaskd.api.obshell.mapping.LenientJson;
import dev.obtaskd.api.obshell.mapping.ObshellErrorCode;
import dev.obtaskd.api.obshell.mapping.ObshellException;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The decrypted authentication header (version 2).
 *
 * @param auth the password; empty if there is none
 * @param ts end of validity, seconds since 1970 as text
 * @param uri path and query that it is valid for
 * @param keys keys for the body; empty if there are none
 * @param sessionId id of a session; empty if there is none
 */
record AuthHeader(String auth, String ts, String uri, byte[] keys, String sessionId) {

    /** Longest validity of a header, in seconds. The OceanBase Dashboard uses half of it. */
    static final long LONGEST = 3_600;

    /**
     * Parses the JSON. Keys are case-insensitive and unknown keys are ignored; clients rely on it.
     *
     * @throws IOException if it is not a JSON object, or a value has another type
     */
    static AuthHeader read(byte[] json) throws IOException {
        var values = new HashMap<String, JsonNode>();
        LenientJson.object(json)
                .properties()
                .forEach(
                        property ->
                                values.put(
                                        property.getKey().toLowerCase(Locale.ROOT),
                                        property.getValue()));
        return new AuthHeader(
                text(values, "auth"),
                text(values, "ts"),
                text(values, "uri"),
                bytes(text(values, "keys")),
                text(values, "session_id"));
    }

    private static String text(Map<String, JsonNode> values, String key) throws IOException {
        var value = values.getOrDefault(key, NullNode.instance);
        if (!value.isTextual() && !value.isNull()) {
            throw new IOException(key + " is no text");
        }
        return value.isNull() ? "" : value.textValue();
    }

    private static byte[] bytes(String base64) throws IOException {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new IOException("not base64", e);
        }
    }

    /**
     * End of validity.
     *
     * @throws ObshellException {@code AUTH_TIMESTAMP_INVALID}
     */
    Instant until() {
        try {
            return Instant.ofEpochSecond(Long.parseLong(ts));
        } catch (NumberFormatException | DateTimeException e) {
            throw new ObshellException(ObshellErrorCode.AUTH_TIMESTAMP_INVALID);
        }
    }

    /**
     * @throws ObshellException if the header has expired, is valid for too long, or has no valid
     *     timestamp
     */
    void checkTime(Instant now) {
        var left = until().getEpochSecond() - now.getEpochSecond();
        if (left < 0 || left > LONGEST) {
            throw new ObshellException(ObshellErrorCode.AUTH_EXPIRED);
        }
    }

    /** Omits the password, so that it never gets into a log. */
    @Override
    public String toString() {
        return "Header[" + uri + ", " + ts + "]";
    }
}
