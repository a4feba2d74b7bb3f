package dev.obtaskd.store;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStoreException;

/**
 * A header of H2's store file: text that leads to a version, with a sum of its own. H2 reads it as one of its own
 * and passes over what it does not know: the writes that were perhaps not forced when it was written.
 *
 * @param values as H2 names them, without the sum
 */
record StoreHeader(Map<String, String> values) {

    /** Bytes of a header, and H2's unit of space. */
    static final int BLOCK = 4096;
    /** Of a text that fits its block. */
    static final int MOST_WRITES = 100;

    private static final String SUM = "fletcher";
    private static final String VERSION = "version";
    private static final String PLACE = "block";
    private static final String UNFORCED = "unforced";
    /** That H2 closed the store, and may look at less of it: more than this file can promise. */
    private static final String CLEAN = "clean";

    /** What stands in a block; empty if that is no header, or one that is not whole. */
    static Optional<StoreHeader> read(byte[] block) {
        var text = new String(block, StandardCharsets.ISO_8859_1).trim();
        var end = text.lastIndexOf("," + SUM + ":");
        if (end < 0 || !text.substring(end).equals(sum(text.substring(0, end)))) {
            return Optional.empty();
        }
        try {
            return Optional.of(new StoreHeader(DataUtils.parseMap(text.substring(0, end))));
        } catch (MVStoreException e) {
            return Optional.empty();
        }
    }

    /** The version that it leads to; -1 if nothing was stored yet. */
    long version() {
        return DataUtils.readHexLong(values, VERSION, -1);
    }

    /** Whether both lead to the same version in the same place. */
    boolean leadsWhere(StoreHeader other) {
        return version() == other.version() && Objects.equals(values.get(PLACE), other.values.get(PLACE));
    }

    /** The same for another version. */
    StoreHeader leadingTo(ChunkFooter chunk, long position) {
        var changed = new HashMap<>(values);
        changed.put(PLACE, Long.toHexString(position / BLOCK));
        changed.put("chunk", Integer.toHexString(chunk.id()));
        changed.put(VERSION, Long.toHexString(chunk.version()));
        return new StoreHeader(changed);
    }

    /** The same with what was perhaps not forced, at most {@link #MOST_WRITES}. */
    StoreHeader with(List<FileWrite> unforced) {
        var changed = new HashMap<>(values);
        changed.remove(CLEAN);
        changed.put(UNFORCED, Stream.concat(Stream.of(values.getOrDefault(VERSION, "")), unforced.stream().map(FileWrite::text))
                .collect(Collectors.joining(";")));
        return new StoreHeader(changed);
    }

    /** What was perhaps not forced; empty if H2 wrote this header without asking us. */
    Optional<List<FileWrite>> unforced() {
        var parts = values.getOrDefault(UNFORCED, "none").split(";");
        if (!parts[0].equals(values.getOrDefault(VERSION, ""))) {
            return Optional.empty();
        }
        return Optional.of(Arrays.stream(parts).skip(1).map(FileWrite::of).toList());
    }

    /** The block that it stands in. */
    byte[] block() {
        var text = DataUtils.appendMap(new StringBuilder(), new HashMap<>(values)).toString();
        return Arrays.copyOf((text + sum(text) + "\n").getBytes(StandardCharsets.ISO_8859_1), BLOCK);
    }

    private static String sum(String text) {
        var bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        return "," + SUM + ":" + Integer.toHexString(DataUtils.getFletcher32(bytes, 0, bytes.length));
    }
}
