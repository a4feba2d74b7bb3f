package dev.obtaskd.step.exec.proc;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;

/**
 * What the wrapper writes into both outputs when the program has ended: all that the program wrote
 * is before it. It begins with a byte that no UTF-8 text has, and what follows differs from attempt
 * to attempt.
 */
public final class EndMark {

    private final byte[] bytes;

    private EndMark(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The mark of the attempt with this cookie, the same in every life of the daemon. */
    public static EndMark of(ProcessTag cookie) {
        return new EndMark(("\u00ff" + text(cookie)).getBytes(StandardCharsets.ISO_8859_1));
    }

    /** The mark without its first byte, for the wrapper. */
    public static String text(ProcessTag cookie) {
        return UUID.nameUUIDFromBytes(("end of " + cookie.value()).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    /**
     * Where the mark, or the first part of one, begins in the bytes before {@code to}; {@code to}
     * if nowhere.
     */
    public int find(byte[] in, int to) {
        for (var at = 0; at < to; at++) {
            var length = Math.min(bytes.length, to - at);
            if (in[at] == bytes[0] && Arrays.equals(in, at, at + length, bytes, 0, length)) {
                return at;
            }
        }
        return to;
    }

    /** Whether the whole mark stands there. */
    public boolean whole(int at, int to) {
        return to - at >= bytes.length;
    }
}
