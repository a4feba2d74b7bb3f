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
 * What a caller encrypted for this daemon (authentication v2).
 *
 * @param auth the password; empty if none was sent
 * @param ts until when it is valid, seconds since 1970 as text
 * @param uri path and query it was made for
 * @param keys for the body; empty if none were sent
 * @param sessionId of a log-in; empty if none was sent
 */
record AuthHeader(String auth, String ts, String uri, byte[] keys, String sessionId) {

    /**
     * Seconds that a header may be valid for. Pages of OceanBase's Dashboard make them for half of
     * that.
     */
    static final long LONGEST = 3_600;

    /**
     * Reads the JSON in it. The case of keys does not count and unknown ones are ignored, as
     * clients rely on.
     *
     * @throws IOException if it is no JSON object, or one of its values is of another type
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
     * Until when the header is valid.
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
     * @throws ObshellException if the header is not valid any more or for too long, or does not say
     *     until when it is
     */
    void checkTime(Instant now) {
        var left = until().getEpochSecond() - now.getEpochSecond();
        if (left < 0 || left > LONGEST) {
            throw new ObshellException(ObshellErrorCode.AUTH_EXPIRED);
        }
    }

    /** Leaves the password out, so that no log ever has it. */
    @Override
    public String toString() {
        return "Header[" + uri + ", " + ts + "]";
    }
}
