package dev.obtaskd.step.exec.proc;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;

/**
 * A marker that the wrapper writes to both outputs when the program has ended: all output of the
 * program precedes it. It starts with a byte that no UTF-8 text contains, and the rest is unique to
 * the attempt.
 */
public final class EndMark {

    private final byte[] bytes;

    private EndMark(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The mark of the attempt with this tag; a later daemon computes the same. */
    public static EndMark of(ProcessTag tag) {
        return new EndMark(("\u00ff" + text(tag)).getBytes(StandardCharsets.ISO_8859_1));
    }

    /** The mark without its first byte, for the wrapper. */
    public static String text(ProcessTag tag) {
        return UUID.nameUUIDFromBytes(("end of " + tag.value()).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    /**
     * The index of the mark, or of an incomplete mark at the end, before {@code to}; {@code to} if
     * there is none.
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

    /** Whether the mark at this index is complete. */
    public boolean whole(int at, int to) {
        return to - at >= bytes.length;
    }
}
