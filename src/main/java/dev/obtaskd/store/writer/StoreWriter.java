package dev.obtaskd.store.writer;

import dev.obtaskd.store.ChangeCounter;
import dev.obtaskd.store.ChangePublisher;
import dev.obtaskd.store.DataDirectory;
import dev.obtaskd.store.DiskSpace;
import dev.obtaskd.store.LocalStoreMonitor;
import dev.obtaskd.store.StoreCopier;
import dev.obtaskd.store.StoreEvent;
import dev.obtaskd.store.StoreFullException;
import dev.obtaskd.store.StoreHealth;
import dev.obtaskd.store.StoreListener;
import dev.obtaskd.store.StoreReader;
import dev.obtaskd.store.StoreSettings;
import dev.obtaskd.store.StoreStats;
import dev.obtaskd.store.TaskStore;
import dev.obtaskd.store.UnitOfWork;
import dev.obtaskd.store.h2.DiskReserve;
import dev.obtaskd.store.h2.StoreDisk;
import dev.obtaskd.store.jdbc.JdbcSessionFactory;
import dev.obtaskd.store.jdbc.JdbcTransaction;
import dev.obtaskd.store.jdbc.SqlFailures;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.sql.SQLException;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The store of this agent, and the only way to change it. One thread runs the waiting units as one
 * transaction, forces it to disk once, and then completes all of them. It reopens a failed database
 * automatically.
 */
@ApplicationScoped
public class StoreWriter implements TaskStore, LocalStoreMonitor, ChangeCounter, StoreCopier {

    private final Executor completion = Executors.newVirtualThreadPerTaskExecutor();
    private final ChangePublisher changes = new ChangePublisher(completion);
    private final WriterLoop loop;
    private final StoreReader reader;
    private final DiskReserve reserve;

    @Inject
    StoreWriter(
            JdbcSessionFactory sessions,
            StoreReader reader,
            StoreSettings settings,
            DataDirectory directory) {
        this(
                sessions,
                reader,
                settings.fsync(),
                new DiskReserve(directory.path(), settings.reserve().asLongValue()));
    }

    private StoreWriter(
            JdbcSessionFactory sessions, StoreReader reader, boolean fsync, DiskReserve reserve) {
        this(sessions, reader, StoreDisk.real(fsync, reserve), reserve);
    }

    StoreWriter(
            JdbcSessionFactory sessions, StoreReader reader, StoreDisk disk, DiskReserve reserve) {
        this.loop = new WriterLoop(sessions, disk, changes);
        this.reader = reader;
        this.reserve = reserve;
    }

    /** Opens the store and starts the thread. */
    void start() throws SQLException {
        loop.start();
    }

    /** Processes the waiting units, then ends the thread and closes the store. */
    void close() {
        loop.close();
    }

    @Override
    public StoreReader reader() {
        return reader;
    }

    @Override
    public <T> CompletableFuture<T> submit(UnitOfWork<T> unit) {
        return loop.add(new WriteRequest.Shared<>(unit::run, completion));
    }

    @Override
    public <T> T write(UnitOfWork<T> unit) {
        return writeRows(unit::run);
    }

    /** Like {@link #write}, for a unit that also changes rows of other packages. */
    public <T> T writeRows(Function<? super JdbcTransaction, T> unit) {
        return await(new WriteRequest.Shared<>(unit, Runnable::run));
    }

    @Override
    public Subscription subscribe(int capacity, Consumer<StoreEvent> listener) {
        return changes.subscribe(capacity, listener);
    }

    @Override
    public StoreHealth health() {
        return new StoreHealth(loop.alive(), loop.healthy(), stats().pending());
    }

    @Override
    public boolean lowOnSpace() {
        return reserve.below();
    }

    @Override
    public DiskSpace disk() {
        return reserve.space();
    }

    @Override
    public void watch(StoreListener listener) {
        loop.watch(listener);
    }

    @Override
    public StoreStats stats() {
        return loop.stats();
    }

    @Override
    public OptionalLong commitCount() {
        return loop.healthy() ? OptionalLong.of(stats().commits()) : OptionalLong.empty();
    }

    @Override
    public void copyTo(FileChannel target) {
        try (var snapshot = await(new WriteRequest.Snapshot())) {
            requireSpace(snapshot.size());
            snapshot.copyTo(target);
        } catch (IOException e) {
            throw SqlFailures.unavailable(e);
        }
    }

    private void requireSpace(long bytes) {
        var free = reserve.space().freeBytes();
        if (free == null || free - reserve.bytes() < bytes) {
            throw new StoreFullException(
                    "a copy of the store needs " + bytes + " bytes of disk space above the reserve",
                    null);
        }
    }

    private <T> T await(WriteRequest<T> request) {
        if (loop.onItsThread()) {
            throw new IllegalStateException("the writing thread cannot wait for itself");
        }
        try {
            return loop.add(request).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }
}
