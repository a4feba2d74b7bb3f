package dev.obtaskd.store.h2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.h2.store.fs.FilePath;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Writes versions of a store in the way of H2, without a database, and after each of them applies
 * all possible power cuts: any subset of the unforced writes may have reached the disk.
 */
class DualHeaderFileTest {

    private static final int BLOCK = StoreHeader.BLOCK;
    private static final int STORIES = 100;
    private static final int STEPS = 40;
    private static final int PLACES = 9;

    /** Up to this number of writes every subset is tried. */
    private static final int FEW = 6;

    private final Random random = new Random(20261122);

    /** The chunks by position of each version that may still be opened. */
    private final TreeMap<Long, Map<Integer, Chunk>> versions = new TreeMap<>();

    private int writes;
    private long forced;

    /** The oldest version whose chunks H2 keeps, and all later ones. */
    private long spared;

    /** Whether H2 has stored anything since it opened the file. */
    private boolean wentOn;

    private Path directory;
    private DualHeaderFile file;

    @TempDir Path parent;

    /** A chunk with unique content. */
    private record Chunk(long version, int write) {}

    @BeforeEach
    void begin() throws IOException {
        begin("0", new byte[0]);
        var first =
                new StoreHeader(
                                Map.of(
                                        "H",
                                        "2",
                                        "blockSize",
                                        "1000",
                                        "created",
                                        "1",
                                        "format",
                                        "3"),
                                null)
                        .block();
        file.write(ByteBuffer.allocate(2 * BLOCK).put(first).put(first).flip(), 0);
        versions.put(-1L, Map.of());
        forced = -1;
        spared = -1;
    }

    @AfterEach
    void end() throws IOException {
        file.close();
        PowerLossDisk.forget(directory);
    }

    @Test
    void opensACompleteVersionAfterAnyPowerCut() throws Exception {
        for (int story = 1; story <= STORIES; story++) {
            for (int i = 0; i < STEPS; i++) {
                step();
                cuts();
            }
            runAfter("" + story);
        }
        assertThat(writes).isGreaterThan(STORIES * STEPS / 4);
    }

    @Test
    void opensTheNewestVersionAfterMoreWritesThanAHeaderLists() throws Exception {
        store(0, Map.of());
        for (int place = 1; place <= 3 * StoreHeader.MOST_WRITES; place++) {
            write(place, new Chunk(versions.lastKey(), ++writes));
        }
        store(0, Map.of());
        assertThat(versions.lastKey()).isOne();
        assertThat(openedVersion(recording().keeping(all -> true))).isEqualTo(versions.lastKey());
    }

    /** The reader misses a part of the version that the header names. */
    @Test
    void refusesToContinueFromAnOlderVersion() throws Exception {
        for (int place = 0; place < 4; place++) {
            store(place, Map.of());
        }
        force();
        reopen();
        var before = recording().keeping(all -> true);
        for (int version : List.of(2, 3)) {
            assertThatThrownBy(() -> write(5, new Chunk(version, ++writes)))
                    .isInstanceOf(IOException.class)
                    .hasMessage("version 3 was stored last, and a part of it is missing");
        }
        var older =
                StoreHeader.read(Arrays.copyOf(before, BLOCK))
                        .orElseThrow()
                        .withChunk(new ChunkFooter(2, 2), at(2))
                        .block();
        assertThatThrownBy(
                        () ->
                                file.write(
                                        ByteBuffer.allocate(2 * BLOCK).put(older).put(older).flip(),
                                        0))
                .isInstanceOf(IOException.class);
        assertThat(recording().keeping(all -> true)).isEqualTo(before);
        store(5, Map.of());
        assertThat(openedVersion(recording().keeping(all -> true))).isEqualTo(4);
    }

    private void step() throws IOException {
        recording().watch(this::cuts);
        switch (random.nextInt(9)) {
            case 0, 1 -> force();
            case 2 -> reopen();
            case 3 -> move();
            default -> storeSomewhere();
        }
    }

    private void force() throws IOException {
        file.force(true);
        forced = versions.lastKey();
        spared = forced;
        versions.headMap(forced).clear();
    }

    /** A killed daemon loses no data, but the next one does not know what was forced. */
    private void reopen() throws IOException {
        file.close();
        open();
        assertThat(header(file).version()).isEqualTo(versions.lastKey());
        spared = versions.lastKey();
    }

    private void storeSomewhere() throws IOException {
        var free = free();
        if (!free.isEmpty()) {
            store(free.get(random.nextInt(free.size())), Map.of());
        }
    }

    /**
     * Moves a chunk as H2 does, and stores its new position in a version that has free space; never
     * as the first action.
     */
    private void move() throws IOException {
        var free = free();
        var last = versions.lastEntry().getValue();
        if (wentOn && free.size() > 1 && !last.isEmpty()) {
            var from = List.copyOf(last.keySet()).get(random.nextInt(last.size()));
            var moved = new Chunk(last.get(from).version(), ++writes);
            write(free.get(0), moved);
            store(free.get(1), Map.of(from, free.get(0)));
            versions.lastEntry().getValue().computeIfPresent(free.get(0), (place, old) -> moved);
        }
    }

    /**
     * A version needs its own chunk and some chunks of the previous version, some of which have
     * moved.
     */
    private void store(int place, Map<Integer, Integer> moved) throws IOException {
        var next = versions.lastKey() + 1;
        var needs = new HashMap<Integer, Chunk>();
        versions.lastEntry()
                .getValue()
                .forEach(
                        (old, chunk) -> {
                            if (random.nextInt(3) > 0) {
                                needs.put(moved.getOrDefault(old, old), chunk);
                            }
                        });
        var chunk = new Chunk(next, ++writes);
        needs.put(place, chunk);
        write(place, chunk);
        versions.put(next, needs);
        wentOn = true;
    }

    private void write(int place, Chunk chunk) throws IOException {
        var footer =
                "chunk:%x,len:1,version:%x,fletcher:0"
                        .formatted(chunk.version() % 100, chunk.version());
        var block = ByteBuffer.allocate(BLOCK).putInt(0, chunk.write());
        block.put(
                BLOCK - ChunkFooter.LENGTH,
                "%-128s".formatted(footer).getBytes(StandardCharsets.ISO_8859_1));
        file.write(block, at(place));
    }

    /** A position outside the chunks that H2 keeps. */
    private List<Integer> free() {
        return IntStream.range(0, PLACES)
                .filter(
                        place ->
                                versions.tailMap(spared).values().stream()
                                        .noneMatch(needs -> needs.containsKey(place)))
                .boxed()
                .toList();
    }

    private void cuts() {
        var count = recording().unforced();
        for (int set = 0; set < 1 << Math.min(count, FEW); set++) {
            verify(recording().keeping(kept(count, set)));
        }
    }

    private IntPredicate kept(int count, int set) {
        var chosen = count <= FEW ? set : random.nextInt();
        return write -> (chosen >> write % 32 & 1) == 1;
    }

    /**
     * Requires that the opened version is one of the possible ones, and that all its chunks exist.
     */
    private long verify(byte[] image) {
        var version = openedVersion(image);
        assertThat(version).isBetween(forced, versions.lastKey());
        versions.get(version)
                .forEach(
                        (place, chunk) ->
                                assertThat(ByteBuffer.wrap(image).getInt((int) at(place)))
                                        .as("%s of %s", chunk, version)
                                        .isEqualTo(chunk.write()));
        return version;
    }

    /** The version that an image of the file opens. */
    private static long openedVersion(byte[] image) {
        var memory = FilePath.get("memFS:image");
        try (var bytes = memory.newOutputStream(false)) {
            bytes.write(image);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try (var read = new DualHeaderFile(memory.open("r"))) {
            var version = header(read).version();
            for (long end = at(1); end <= image.length; end += BLOCK) {
                var footer = ByteBuffer.allocate(ChunkFooter.LENGTH);
                read.read(footer, end - ChunkFooter.LENGTH);
                assertThat(ChunkFooter.at(footer.flip()).stream())
                        .allMatch(chunk -> chunk.version() <= version);
            }
            return version;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static StoreHeader header(DualHeaderFile read) throws IOException {
        var headers = ByteBuffer.allocate(2 * BLOCK);
        read.read(headers, 0);
        assertThat(headers.slice(0, BLOCK)).isEqualTo(headers.slice(BLOCK, BLOCK));
        var block = new byte[BLOCK];
        headers.get(0, block);
        return StoreHeader.read(block).orElseThrow();
    }

    /** The current recording ends with a cut, and the next one starts with the resulting file. */
    private void runAfter(String name) throws IOException {
        var image = recording().keeping(write -> random.nextBoolean());
        var found = verify(image);
        end();
        begin(name, image);
        versions.keySet().retainAll(List.of(found));
        forced = found;
        spared = found;
        assertThat(header(file).version()).isEqualTo(found);
    }

    private void begin(String name, byte[] image) throws IOException {
        directory = parent.resolve(name);
        Files.createDirectories(directory.resolve("db"));
        Files.write(directory.resolve("db/obtaskd.mv.db"), image);
        open();
    }

    private void open() throws IOException {
        file = new DualHeaderFile(FilePath.get(name(directory)).open("rw"));
        wentOn = false;
    }

    private RecordedFile recording() {
        return PowerLossDisk.recording(directory);
    }

    private static String name(Path directory) {
        return PowerLossDisk.plain(directory) + ".mv.db";
    }

    private static long at(int place) {
        return (2L + place) * BLOCK;
    }
}
