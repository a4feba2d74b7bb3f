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
 * A store's file. Of its two headers one was forced, with all that it leads to; the other leads to
 * the newest version and names the writes that were perhaps not forced before it. Whoever opens the
 * file is shown the newer header of which everything is there, and no version that is newer than
 * it.
 */
final class DualHeaderFile extends FileBaseDefault {

    private static final int BLOCK = StoreHeader.BLOCK;
    private static final int HEADERS = 2 * BLOCK;

    private final FileChannel file;
    private final List<UnsyncedWrite> unforced = new ArrayList<>();

    /** What was shown or written last, and the block of it. */
    private @Nullable StoreHeader header;

    private int block;
    private int forcedBlock;

    /**
     * The last that was forced; none before the first force, which comes before the first write.
     */
    private @Nullable StoreHeader forced;

    /** Whether H2 has stored a version newer than the one it was shown. */
    private boolean wentOn;

    private record Standing(StoreHeader header, int block) {}

    DualHeaderFile(FileChannel file) {
        this.file = file;
    }

    /**
     * Whether nothing was ever stored in it: the first header is forced before anything else is
     * written.
     */
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
            lead(source);
        }
        source.position(source.limit());
        return length;
    }

    /** A version gets a header at once; a chunk that H2 moves is none. */
    private void store(ByteBuffer source, long position) throws IOException {
        var chunk = ChunkFooter.at(source);
        goOn(chunk.map(ChunkFooter::version).orElse(StoreHeader.NO_VERSION));
        var write = UnsyncedWrite.of(source, position);
        spare(write);
        unforced.add(write);
        all(source.duplicate(), position);
        if (header != null && chunk.isPresent() && chunk.get().version() > header.version()) {
            lead(header.leadingTo(chunk.get(), position));
        }
    }

    /**
     * If a part of the version that it was shown is missing, H2 goes on from an older one without a
     * word, and takes for free what came after it. That is seen by what it writes first: a new
     * version, unless it went back.
     */
    private void goOn(long version) throws IOException {
        if (!wentOn && header != null && version <= header.version()) {
            throw new IOException(
                    "version "
                            + header.version()
                            + " was stored last, and a part of it is missing");
        }
        wentOn = true;
    }

    /** No header that may come to count names what is written over. */
    private void spare(UnsyncedWrite write) throws IOException {
        if (forced == null) {
            force(true);
        }
        while (forced != null && header != null && (forced.names(write) || header.names(write))) {
            force(true);
        }
    }

    /** H2's own header says nothing new, but for the first one of a new store. */
    private void lead(ByteBuffer source) throws IOException {
        var next =
                StoreHeader.read(block(source, 0))
                        .orElseThrow(() -> new IOException("this is no header of H2's"));
        if (header == null) {
            header = next.with(List.of());
            all(ByteBuffer.wrap(header.block()), 0);
            all(ByteBuffer.wrap(header.block()), BLOCK);
            force(true);
        } else if (!next.leadsWhere(header)) {
            goOn(next.version());
            lead(next);
        }
    }

    /** Over the other header than the one that was forced. */
    private void lead(StoreHeader next) throws IOException {
        if (unforced.size() > StoreHeader.MOST_WRITES) {
            force(true);
        }
        header = next.with(unforced);
        block = 1 - forcedBlock;
        all(ByteBuffer.wrap(header.block()), (long) block * BLOCK);
    }

    private void all(ByteBuffer source, long position) throws IOException {
        for (var at = position; source.hasRemaining(); ) {
            at += file.write(source, at);
        }
    }

    /** Nothing is written meanwhile: it would be taken for something that was forced. */
    @Override
    public synchronized void force(boolean metaData) throws IOException {
        file.force(metaData);
        unforced.clear();
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
        if (header != null && header.unforced() != null && !header.unforced().isEmpty()) {
            lead(header);
        }
    }

    /** Others read while something is forced. */
    @Override
    public int read(ByteBuffer target, long position) throws IOException {
        var from = target.position();
        var count = file.read(target, position);
        var read = target.duplicate().flip().position(from);
        if (position == 0 && count == HEADERS) {
            show(read);
        } else if (count == ChunkFooter.LENGTH && (position + count) % BLOCK == 0) {
            hide(read);
        }
        return count;
    }

    /** Both headers become the one that counts, or nothing if none does. */
    private synchronized void show(ByteBuffer headers) throws IOException {
        var found = counting(headers);
        header = found.map(Standing::header).orElse(null);
        block = found.map(Standing::block).orElse(0);
        forcedBlock = block;
        var shown = found.map(standing -> standing.header().block()).orElse(new byte[BLOCK]);
        headers.put(headers.position(), shown).put(headers.position() + BLOCK, shown);
    }

    /** If there is but one, the other was being written: then this one was forced. */
    private Optional<Standing> counting(ByteBuffer headers) throws IOException {
        var newestFirst =
                IntStream.of(0, 1)
                        .boxed()
                        .flatMap(
                                which ->
                                        StoreHeader.read(block(headers, which))
                                                .map(there -> new Standing(there, which))
                                                .stream())
                        .sorted(
                                Comparator.comparingLong(
                                                (Standing standing) -> standing.header().version())
                                        .reversed()
                                        .thenComparing(standing -> !standing.header().confirmed()))
                        .toList();
        var torn = newestFirst.size() == 2 && !whole(newestFirst.getFirst().header());
        return newestFirst.stream().skip(torn ? 1 : 0).findFirst();
    }

    private boolean whole(StoreHeader newest) throws IOException {
        for (var write : Objects.requireNonNullElse(newest.unforced(), List.<UnsyncedWrite>of())) {
            if (!write.isIn(file)) {
                return false;
            }
        }
        return true;
    }

    /**
     * A version newer than the header is of a life that a power cut ended, and a part of it may be
     * missing.
     */
    private synchronized void hide(ByteBuffer end) {
        if (header != null
                && header.unforced() != null
                && ChunkFooter.at(end)
                        .filter(chunk -> chunk.version() > header.version())
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
