package dev.obtaskd.step.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Decodes a JSON response: in the charset of its content type, else UTF-8; drops a byte order mark.
 */
final class ResponseText {

    private ResponseText() {}

    /**
     * @throws CharacterCodingException with the reason
     */
    static String of(byte[] body, String contentType) throws CharacterCodingException {
        var charset = charset(body, contentType);
        try {
            var text = charset.newDecoder().decode(ByteBuffer.wrap(body)).toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException malformed) {
            throw new Unreadable("it is not " + charset);
        }
    }

    private static Charset charset(byte[] body, String contentType) throws Unreadable {
        var named =
                Stream.of(contentType.split(";"))
                        .map(part -> part.strip().toLowerCase(Locale.ROOT))
                        .filter(part -> part.startsWith("charset="))
                        .map(part -> part.substring("charset=".length()).replace("\"", "").strip())
                        .findFirst();
        try {
            return named.isPresent() ? Charset.forName(named.get()) : marked(body);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            throw new Unreadable("unknown charset " + named.orElse(""));
        }
    }

    /** UTF-16 where a byte order mark says so. */
    private static Charset marked(byte[] body) {
        var first = body.length < 2 ? 0 : (body[0] & 0xff) << 8 | body[1] & 0xff;
        return first == 0xfeff || first == 0xfffe
                ? StandardCharsets.UTF_16
                : StandardCharsets.UTF_8;
    }

    /** With a message. */
    private static final class Unreadable extends CharacterCodingException {
        private final String reason;

        Unreadable(String reason) {
            this.reason = reason;
        }

        @Override
        public String getMessage() {
            return reason;
        }
    }
}
