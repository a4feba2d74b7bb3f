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
 * A header of H2's store file: text that leads to a version, with a sum of its own. H2 reads it as
 * one of its own and passes over what it does not know: the writes that were perhaps not forced
 * when it was written.
 *
 * @param values as H2 names them
 * @param unforced what was perhaps not forced, at most {@link #MOST_WRITES}; null if H2 wrote this
 *     header by itself
 */
public record StoreHeader(Map<String, String> values, @Nullable List<UnsyncedWrite> unforced) {

    /** Bytes of a header, and H2's unit of space. */
    public static final int BLOCK = 4096;

    /**
     * Whoever wrote more forces them instead: it costs less than to name them, in each header anew.
     */
    static final int MOST_WRITES = 30;

    /** Of a store that has none yet. */
    static final long NO_VERSION = -1;

    private static final String SUM = "fletcher";
    private static final String VERSION = "version";
    private static final String PLACE = "block";
    private static final String UNFORCED = "unforced";

    /** That H2 closed the store, and may look at less of it: more than this file can promise. */
    private static final String CLEAN = "clean";

    /** What stands in a block; empty if that is no header, or one that is not whole. */
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
     * Whether a block has the header of a store that has no version yet, or what a power cut left
     * of its writing.
     */
    static boolean isNew(byte[] block) {
        return read(block)
                .map(header -> header.version() == NO_VERSION)
                .orElse(block[0] == 0 || block[0] == 'H');
    }

    /** H2 hands on what it does not know: what is not of the same version is of an older header. */
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

    /** The version that it leads to, or {@link #NO_VERSION}. */
    long version() {
        return DataUtils.readHexLong(values, VERSION, NO_VERSION);
    }

    /** Whether both lead to the same version in the same place. */
    boolean leadsWhere(StoreHeader other) {
        return version() == other.version()
                && Objects.equals(values.get(PLACE), other.values.get(PLACE));
    }

    /** The same for another version. */
    StoreHeader leadingTo(ChunkFooter chunk, long position) {
        var changed = new HashMap<>(values);
        changed.put(PLACE, Long.toHexString(position / BLOCK));
        changed.put("chunk", Integer.toHexString(chunk.id()));
        changed.put(VERSION, Long.toHexString(chunk.version()));
        return new StoreHeader(changed, unforced);
    }

    /** The same with what was perhaps not forced. */
    StoreHeader with(List<UnsyncedWrite> unforced) {
        return new StoreHeader(values, List.copyOf(unforced));
    }

    /** Whether everything that it leads to was forced before it was written. */
    boolean confirmed() {
        return unforced != null && unforced.isEmpty();
    }

    /** Whether some of the same bytes were perhaps not forced. */
    boolean names(UnsyncedWrite write) {
        return unforced != null && unforced.stream().anyMatch(write::overlaps);
    }

    /** The block that it stands in. */
    byte[] block() {
        var text = DataUtils.appendMap(new StringBuilder(), new HashMap<>(values));
        if (unforced != null) {
            text.append(',').append(UNFORCED).append(':').append(values.getOrDefault(VERSION, ""));
            unforced.forEach(write -> text.append(';').append(write.text()));
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
