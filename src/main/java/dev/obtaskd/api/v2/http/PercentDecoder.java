package dev.obtaskd.api.v2.http;

import dev.obtaskd.text.LocalizedText;
import dev.obtaskd.text.Messages;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** A strict decoder of percent-encoding, as in forms and query strings. */
final class PercentDecoder {

    private static final Messages MESSAGES = Messages.of("api");

    private PercentDecoder() {}

    /**
     * Decodes a text; a plus sign is a space.
     *
     * @throws ProblemException if an escape is invalid, or the bytes are not UTF-8 or contain NUL
     */
    static String decode(String encoded) {
        var bytes = new ByteArrayOutputStream(encoded.length());
        for (var i = 0; i < encoded.length(); i++) {
            var c = encoded.charAt(i);
            if (c == '%') {
                bytes.write(hex(encoded, i + 1) << 4 | hex(encoded, i + 2));
                i += 2;
            } else {
                bytes.writeBytes(
                        c == '+'
                                ? new byte[] {' '}
                                : Character.toString(c).getBytes(StandardCharsets.UTF_8));
            }
        }
        return text(bytes.toByteArray());
    }

    private static int hex(String encoded, int at) {
        var digit = at < encoded.length() ? Character.digit(encoded.charAt(at), 16) : -1;
        if (digit < 0) {
            throw malformed(MESSAGES.text("query.escape"));
        }
        return digit;
    }

    private static String text(byte[] bytes) {
        for (var b : bytes) {
            if (b == 0) {
                throw malformed(MESSAGES.text("query.nul"));
            }
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw malformed(MESSAGES.text("query.not-utf8"));
        }
    }

    private static ProblemException malformed(LocalizedText detail) {
        return ProblemException.of(ErrorCode.REQUEST_MALFORMED, detail);
    }
}
