package dev.obtaskd.api.v2.http;

import dev.obtaskd.text.Messages;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.CRC32;

/**
 * A position in a sorted list, opaque to clients. The checksum detects cursors that were cut or
 * mistyped; it needs no secret, as a forged cursor shows nothing that the list does not.
 *
 * @param sort the sort order, as in the parameter {@code sort}
 * @param position value of the sorting column at the last row; empty for null
 * @param id row id of the last row
 */
public record PageCursor(String sort, String position, long id) {

    private static final Messages MESSAGES = Messages.of("api");
    private static final int CHECK_BYTES = 4;

    /** The written form, base64url. */
    @Override
    public String toString() {
        var text = (sort + "\n" + id + "\n" + position).getBytes(StandardCharsets.UTF_8);
        var bytes =
                ByteBuffer.allocate(CHECK_BYTES + text.length)
                        .putInt(check(text))
                        .put(text)
                        .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /**
     * Reads a cursor of a list in a certain order.
     *
     * @throws ProblemException {@code cursor.invalid} if it is invalid or of another order
     */
    public static PageCursor parse(String written, String sort) {
        try {
            var bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(written));
            if (bytes.remaining() < CHECK_BYTES) {
                throw broken();
            }
            var check = bytes.getInt();
            var text = new byte[bytes.remaining()];
            bytes.get(text);
            if (check != check(text)) {
                throw broken();
            }
            var cursor =
                    of(
                            StandardCharsets.UTF_8
                                    .newDecoder()
                                    .decode(ByteBuffer.wrap(text))
                                    .toString());
            if (!cursor.sort().equals(sort)) {
                throw ProblemException.of(
                        ErrorCode.CURSOR_INVALID, MESSAGES.text("cursor.other-sort"));
            }
            return cursor;
        } catch (IllegalArgumentException | CharacterCodingException e) {
            throw broken();
        }
    }

    private static PageCursor of(String text) {
        var parts = text.split("\n", 3);
        if (parts.length != 3) {
            throw broken();
        }
        return new PageCursor(parts[0], parts[2], Long.parseLong(parts[1]));
    }

    private static int check(byte[] text) {
        var crc = new CRC32();
        crc.update(text);
        return (int) crc.getValue();
    }

    private static ProblemException broken() {
        return ProblemException.of(ErrorCode.CURSOR_INVALID, MESSAGES.text("cursor.broken"));
    }
}
