package dev.obtaskd.security;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Name and password from an {@code Authorization: Basic} header.
 *
 * @param password the caller's own copy
 */
record BasicCredentials(String name, char[] password) {

    private static final String SCHEME = "basic ";

    /** Whether a header's value uses this scheme at all. */
    static boolean presented(@Nullable String header) {
        return header != null && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    }

    /**
     * Reads a header's value.
     *
     * @return empty if it is no base64, no UTF-8 or has no colon
     */
    static Optional<BasicCredentials> read(String header) {
        try {
            var bytes = Base64.getDecoder().decode(header.substring(SCHEME.length()).strip());
            var text =
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            var colon = text.indexOf(':');
            return colon < 0
                    ? Optional.empty()
                    : Optional.of(
                            new BasicCredentials(
                                    text.substring(0, colon),
                                    text.substring(colon + 1).toCharArray()));
        } catch (IllegalArgumentException | CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
