package dev.obtaskd.store.h2;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStoreException;
import org.jspecify.annotations.Nullable;

/**
 * A header of the file of H2: text with the location of a version and a checksum. H2 reads it as
 * its own header and ignores the additional value: the writes that were perhaps not forced when the
 * header was written.
 *
 * @param values by their names in H2
 * @param unsynced writes that were perhaps not forced, at most {@link #MOST_WRITES}; null if H2
 *     wrote this header
 */
public record StoreHeader(Map<String, String> values, @Nullable List<UnsyncedWrite> unsynced) {

    /** Size of a header in bytes, and of a block of H2. */
    public static final int BLOCK = 4096;

    /** With more writes a force costs less than to list them in each header. */
    static final int MOST_WRITES = 30;

    /** The version of a new store. */
    static final long NO_VERSION = -1;

    private static final String SUM = "fletcher";
    private static final String VERSION = "version";
    private static final String POSITION = "block";
    private static final String UNFORCED = "unforced";

    /** H2 sets it on close and then checks less of the file, which is not safe here. */
    private static final String CLEAN = "clean";

    /** Reads the header of a block; empty if there is no complete header. */
    public static Optional<StoreHeader> read(byte[] block) {
        var text = new String(block, StandardCharsets.ISO_8859_1).trim();
        var end = text.lastIndexOf("," + SUM + ":");
        if (end < 0 || !text.substring(end).equals(sum(text.substring(0, end)))) {
            return Optional.empty();
        }
        try {
            return Optional.of(of(DataUtils.parseMap(text.substring(0, end))));
        } catch (MVStoreException e) {
            return Optional.empty();
        }
    }

    /**
     * Whether a block has the header of a store without a version, or the incomplete header that a
     * power failure left of it.
     */
    static boolean isNew(byte[] block) {
        return read(block)
                .map(header -> header.version() == NO_VERSION)
                .orElse(block[0] == 0 || block[0] == 'H');
    }

    /** H2 copies unknown values into new headers: those of another version are outdated. */
    private static StoreHeader of(Map<String, String> values) {
        values.remove(CLEAN);
        var parts =
                values.containsKey(UNFORCED)
                        ? values.remove(UNFORCED).split(";")
                        : new String[] {"none"};
        var ours = parts[0].equals(values.getOrDefault(VERSION, ""));
        return new StoreHeader(
                values, ours ? Arrays.stream(parts).skip(1).map(UnsyncedWrite::of).toList() : null);
    }

    /** The version in this header, or {@link #NO_VERSION}. */
    long version() {
        return DataUtils.readHexLong(values, VERSION, NO_VERSION);
    }

    /** Whether both have the same version at the same position. */
    boolean sameLocation(StoreHeader other) {
        return version() == other.version()
                && Objects.equals(values.get(POSITION), other.values.get(POSITION));
    }

    /** A copy for another version. */
    StoreHeader withChunk(ChunkFooter chunk, long position) {
        var changed = new HashMap<>(values);
        changed.put(POSITION, Long.toHexString(position / BLOCK));
        changed.put("chunk", Integer.toHexString(chunk.id()));
        changed.put(VERSION, Long.toHexString(chunk.version()));
        return new StoreHeader(changed, unsynced);
    }

    /** A copy with other unsynced writes. */
    StoreHeader with(List<UnsyncedWrite> unsynced) {
        return new StoreHeader(values, List.copyOf(unsynced));
    }

    /** Whether everything that it leads to was forced before it was written. */
    boolean confirmed() {
        return unsynced != null && unsynced.isEmpty();
    }

    /** Whether an unsynced write has bytes in common with another write. */
    boolean lists(UnsyncedWrite write) {
        return unsynced != null && unsynced.stream().anyMatch(write::overlaps);
    }

    /** The block with this header. */
    byte[] block() {
        var text = DataUtils.appendMap(new StringBuilder(), new HashMap<>(values));
        if (unsynced != null) {
            text.append(',').append(UNFORCED).append(':').append(values.getOrDefault(VERSION, ""));
            unsynced.forEach(write -> text.append(';').append(write.text()));
        }
        var all = text.append(sum(text.toString())).append('\n').toString();
        return Arrays.copyOf(all.getBytes(StandardCharsets.ISO_8859_1), BLOCK);
    }

    private static String sum(String text) {
        var bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        return ","
                + SUM
                + ":"
                + Integer.toHexString(DataUtils.getFletcher32(bytes, 0, bytes.length));
    }
}
