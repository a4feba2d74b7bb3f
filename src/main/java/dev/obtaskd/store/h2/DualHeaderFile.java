package dev.obtaskd.store.h2;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.h2.store.fs.FileBaseDefault;
import org.jspecify.annotations.Nullable;

/**
 * The file of a store with two headers. One header was forced to disk together with its version;
 * the other one has the newest version and lists the writes that were perhaps not forced before it.
 * When the file is opened, H2 gets the newer header whose writes are complete, and no newer
 * version.
 */
final class DualHeaderFile extends FileBaseDefault {

    private static final int BLOCK = StoreHeader.BLOCK;
    private static final int HEADERS = 2 * BLOCK;

    private final FileChannel file;
    private final List<UnsyncedWrite> unsynced = new ArrayList<>();

    /** The header that was read or written last, and its block. */
    private @Nullable StoreHeader header;

    private int block;
    private int forcedBlock;

    /**
     * The last header that was forced; null before the first force, which precedes the first write.
     */
    private @Nullable StoreHeader forced;

    /** Whether H2 stored a version newer than the one that it read. */
    private boolean advanced;

    private record Found(StoreHeader header, int block) {}

    DualHeaderFile(FileChannel file) {
        this.file = file;
    }

    /** Whether the file was never used: the first header is forced before all other writes. */
    static boolean isNew(FileChannel file) throws IOException {
        if (file.size() > HEADERS) {
            return false;
        }
        var headers = ByteBuffer.allocate(HEADERS);
        file.read(headers, 0);
        return IntStream.of(0, 1)
                .mapToObj(which -> block(headers.rewind(), which))
                .allMatch(StoreHeader::isNew);
    }

    @Override
    public synchronized int write(ByteBuffer source, long position) throws IOException {
        var length = source.remaining();
        if (position >= HEADERS) {
            store(source, position);
        } else {
            writeHeader(source);
        }
        source.position(source.limit());
        return length;
    }

    /** Each version gets a header immediately; a chunk that H2 moves is not a version. */
    private void store(ByteBuffer source, long position) throws IOException {
        var chunk = ChunkFooter.at(source);
        detectFallback(chunk.map(ChunkFooter::version).orElse(StoreHeader.NO_VERSION));
        var write = UnsyncedWrite.of(source, position);
        protectListed(write);
        unsynced.add(write);
        all(source.duplicate(), position);
        if (header != null && chunk.isPresent() && chunk.get().version() > header.version()) {
            writeHeader(header.withChunk(chunk.get(), position));
        }
    }

    /**
     * Detects that H2 fell back to an older version, which it does silently if a part of the newest
     * one is missing, and would overwrite all later data. The first write shows it: its version is
     * newer unless H2 fell back.
     */
    private void detectFallback(long version) throws IOException {
        if (!advanced && header != null && version <= header.version()) {
            throw new IOException(
                    "version "
                            + header.version()
                            + " was stored last, and a part of it is missing");
        }
        advanced = true;
    }

    /** Ensures that no header that may become valid lists overwritten data. */
    private void protectListed(UnsyncedWrite write) throws IOException {
        if (forced == null) {
            force(true);
        }
        while (forced != null && header != null && (forced.lists(write) || header.lists(write))) {
            force(true);
        }
    }

    /** The header of H2 is redundant, except for the first one of a new store. */
    private void writeHeader(ByteBuffer source) throws IOException {
        var next =
                StoreHeader.read(block(source, 0))
                        .orElseThrow(() -> new IOException("not a header of H2"));
        if (header == null) {
            header = next.with(List.of());
            all(ByteBuffer.wrap(header.block()), 0);
            all(ByteBuffer.wrap(header.block()), BLOCK);
            force(true);
        } else if (!next.sameLocation(header)) {
            detectFallback(next.version());
            writeHeader(next);
        }
    }

    /** Overwrites the header that was not forced. */
    private void writeHeader(StoreHeader next) throws IOException {
        if (unsynced.size() > StoreHeader.MOST_WRITES) {
            force(true);
        }
        header = next.with(unsynced);
        block = 1 - forcedBlock;
        all(ByteBuffer.wrap(header.block()), (long) block * BLOCK);
    }

    private void all(ByteBuffer source, long position) throws IOException {
        for (var at = position; source.hasRemaining(); ) {
            at += file.write(source, at);
        }
    }

    /** Excludes writes, which would be taken for forced ones. */
    @Override
    public synchronized void force(boolean metaData) throws IOException {
        file.force(metaData);
        unsynced.clear();
        forced = header;
        forcedBlock = block;
        confirm();
    }

    /**
     * Writes the forced header again, without the list of writes. If one of them is damaged later,
     * the store is refused: the list would be taken for one of writes that a power cut lost. This
     * header needs no force of its own.
     */
    private void confirm() throws IOException {
        if (header != null && header.unsynced() != null && !header.unsynced().isEmpty()) {
            writeHeader(header);
        }
    }

    /** Reads are possible during a force. */
    @Override
    public int read(ByteBuffer target, long position) throws IOException {
        var from = target.position();
        var count = file.read(target, position);
        var read = target.duplicate().flip().position(from);
        if (position == 0 && count == HEADERS) {
            provideHeader(read);
        } else if (count == ChunkFooter.LENGTH && (position + count) % BLOCK == 0) {
            hideNewer(read);
        }
        return count;
    }

    /** Replaces both headers by the valid one, or clears them if none is valid. */
    private synchronized void provideHeader(ByteBuffer headers) throws IOException {
        var found = validHeader(headers);
        header = found.map(Found::header).orElse(null);
        block = found.map(Found::block).orElse(0);
        forcedBlock = block;
        var provided = found.map(valid -> valid.header().block()).orElse(new byte[BLOCK]);
        headers.put(headers.position(), provided).put(headers.position() + BLOCK, provided);
    }

    /** If only one is readable, the other one was being written, so this one was forced. */
    private Optional<Found> validHeader(ByteBuffer headers) throws IOException {
        var newestFirst =
                IntStream.of(0, 1)
                        .boxed()
                        .flatMap(
                                which ->
                                        StoreHeader.read(block(headers, which))
                                                .map(read -> new Found(read, which))
                                                .stream())
                        .sorted(
                                Comparator.comparingLong((Found found) -> found.header().version())
                                        .reversed()
                                        .thenComparing(found -> !found.header().confirmed()))
                        .toList();
        var torn = newestFirst.size() == 2 && !complete(newestFirst.getFirst().header());
        return newestFirst.stream().skip(torn ? 1 : 0).findFirst();
    }

    private boolean complete(StoreHeader newest) throws IOException {
        for (var write : Objects.requireNonNullElse(newest.unsynced(), List.<UnsyncedWrite>of())) {
            if (!write.isIn(file)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Hides a version that is newer than the header: it was written before a power failure and may
     * be incomplete.
     */
    private synchronized void hideNewer(ByteBuffer end) {
        var newest = header;
        if (newest != null
                && newest.unsynced() != null
                && ChunkFooter.at(end)
                        .filter(chunk -> chunk.version() > newest.version())
                        .isPresent()) {
            end.put(new byte[ChunkFooter.LENGTH]);
        }
    }

    private static byte[] block(ByteBuffer blocks, int which) {
        var bytes = new byte[BLOCK];
        blocks.get(blocks.position() + which * BLOCK, bytes);
        return bytes;
    }

    @Override
    public long size() throws IOException {
        return file.size();
    }

    @Override
    protected void implTruncate(long size) throws IOException {
        file.truncate(size);
    }

    @Override
    public FileLock tryLock(long position, long size, boolean shared) throws IOException {
        return file.tryLock(position, size, shared);
    }

    @Override
    protected void implCloseChannel() throws IOException {
        file.close();
    }
}
