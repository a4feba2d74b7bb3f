package dev.obtaskd.store.h2;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The footer of a chunk, in which H2 stores a version.
 *
 * @param id of the chunk
 * @param version stored in it, one higher than that of the previous chunk
 */
record ChunkFooter(int id, long version) {

    /** Length in bytes, at the end of a block. */
    static final int LENGTH = 128;

    private static final Pattern FORM =
            Pattern.compile(
                    "chunk:([0-9a-f]{1,7}),len:[0-9a-f]{1,8},version:([0-9a-f]{1,15}),fletcher:.*\\s*",
                    Pattern.DOTALL);

    /**
     * The footer before the limit of a buffer; empty if there is none. Does not change the buffer.
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
