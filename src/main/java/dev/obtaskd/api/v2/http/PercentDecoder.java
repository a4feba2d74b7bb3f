package dev.obtaskd.api.v2.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Percent-encoding as forms and query strings use it, read strictly. */
final class PercentDecoder {

    private PercentDecoder() {}

    /**
     * The text behind an encoded one; a plus sign is a space.
     *
     * @throws ProblemException if an escape is broken, or the bytes are no UTF-8 or hold a NUL
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
            throw malformed("there is a % without two hexadecimal digits", "% 后缺少两位十六进制数字");
        }
        return digit;
    }

    private static String text(byte[] bytes) {
        for (var b : bytes) {
            if (b == 0) {
                throw malformed("there is a NUL in it", "其中含有 NUL 字符");
            }
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw malformed("it is not UTF-8", "不是 UTF-8 编码");
        }
    }

    private static ProblemException malformed(String en, String zh) {
        return ProblemException.of(
                ErrorCode.REQUEST_MALFORMED,
                "The query cannot be read: " + en + ".",
                "查询串无法解析: " + zh + "。");
    }
}
