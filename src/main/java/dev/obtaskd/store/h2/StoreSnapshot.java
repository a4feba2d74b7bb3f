package dev.obtaskd.store.h2;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStore.TxCounter;
import org.h2.mvstore.MVStoreException;
import org.h2.mvstore.SingleFileStore;

/**
 * One version of a store in use. H2 does not overwrite its chunks until it is closed, so any thread
 * can copy it while the writing thread continues; the file grows meanwhile. The copy has the header
 * of this version in both slots. Chunks of newer versions in it are hidden when it is opened, as
 * after a power cut.
 */
public final class StoreSnapshot implements Closeable {

    private static final int BLOCK = StoreHeader.BLOCK;
    private static final int HEADERS = 2 * BLOCK;
    private static final int PIECE = 256 * 1024;

    private final MVStore store;
    private final SingleFileStore file;
    private final TxCounter pinned;
    private final StoreHeader header;
    private final long size;
    private boolean closed;

    private StoreSnapshot(
            MVStore store, SingleFileStore file, TxCounter pinned, StoreHeader header) {
        this.store = store;
        this.file = file;
        this.pinned = pinned;
        this.header = header;
        this.size = file.size();
    }

    /** Forces what is committed; runs after the version is pinned. */
    @FunctionalInterface
    interface Barrier {
        void force() throws SQLException;
    }

    /**
     * The newest version. To be called by the writing thread between two transactions.
     *
     * @throws SQLException if the store cannot be forced or read
     */
    static StoreSnapshot of(Connection connection, Barrier barrier) throws SQLException {
        var store = VersionCheck.store(connection);
        var pinned = store.registerVersionUsage();
        try {
            barrier.force();
            // Reading through another channel would release the lock that H2 has on the file.
            var file = (SingleFileStore) store.getFileStore();
            return new StoreSnapshot(store, file, pinned, newestHeader(file));
        } catch (SQLException | MVStoreException e) {
            store.deregisterVersionUsage(pinned);
            throw e;
        }
    }

    private static StoreHeader newestHeader(SingleFileStore file) throws SQLException {
        return Stream.of(0, 1)
                .map(slot -> file.readFully(null, (long) slot * BLOCK, BLOCK).array())
                .flatMap(block -> StoreHeader.read(block).stream())
                .max(Comparator.comparingLong(StoreHeader::version))
                .orElseThrow(() -> new SQLException("the file of the store has no valid header"));
    }

    /** Bytes of the copy. */
    public long size() {
        return size;
    }

    /**
     * Writes the copy to an empty file.
     *
     * @throws IOException if the file cannot be written, or the store was closed meanwhile
     */
    public void copyTo(FileChannel target) throws IOException {
        var block = header.with(List.of()).block();
        write(target, ByteBuffer.wrap(block));
        write(target, ByteBuffer.wrap(block));
        try {
            // The file may shrink: unused chunks at its end can be dropped.
            for (long at = HEADERS; at < end(); at += PIECE) {
                write(target, file.readFully(null, at, (int) Math.min(PIECE, end() - at)));
            }
        } catch (MVStoreException e) {
            throw new IOException("the store cannot be read: " + e.getMessage(), e);
        }
        requireOpen();
    }

    private long end() {
        return Math.min(size, file.size());
    }

    private static void write(FileChannel target, ByteBuffer source) throws IOException {
        source.rewind();
        while (source.hasRemaining()) {
            target.write(source);
        }
    }

    private synchronized void requireOpen() throws IOException {
        if (closed) {
            throw new IOException("the store was closed during the copy");
        }
    }

    synchronized boolean closed() {
        return closed;
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            store.deregisterVersionUsage(pinned);
        }
    }
}
