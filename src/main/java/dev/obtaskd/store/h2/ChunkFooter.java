package dev.obtaskd.store.h2;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The end of a chunk, which is how H2 stores a version.
 *
 * @param id of the chunk
 * @param version that it stores, one higher than the one before it
 */
record ChunkFooter(int id, long version) {

    /** Bytes of it, at the end of a block. */
    static final int LENGTH = 128;

    private static final Pattern FORM =
            Pattern.compile(
                    "chunk:([0-9a-f]{1,7}),len:[0-9a-f]{1,8},version:([0-9a-f]{1,15}),fletcher:.*\\s*",
                    Pattern.DOTALL);

    /**
     * What stands before a buffer's limit; empty if that is something else. Changes nothing of the
     * buffer.
     */
    static Optional<ChunkFooter> at(ByteBuffer end) {
        if (end.limit() < LENGTH) {
            return Optional.empty();
        }
        var bytes = new byte[LENGTH];
        end.get(end.limit() - LENGTH, bytes);
        var form = FORM.matcher(new String(bytes, StandardCharsets.ISO_8859_1));
        return form.matches()
                ? Optional.of(
                        new ChunkFooter(
                                Integer.parseInt(form.group(1), 16),
                                Long.parseLong(form.group(2), 16)))
                : Optional.empty();
    }
}
