package dev.obtaskd.store.writer;

import dev.obtaskd.store.ChangeCounter;
import dev.obtaskd.store.DataDirectory;
import dev.obtaskd.store.DiskSpace;
import dev.obtaskd.store.StoreListener;
import dev.obtaskd.store.StoreSettings;
import dev.obtaskd.store.StoreStats;
import dev.obtaskd.store.StoreUnavailableException;
import dev.obtaskd.store.UnitOfWork;
import dev.obtaskd.store.h2.DiskReserve;
import dev.obtaskd.store.h2.StoreDisk;
import dev.obtaskd.store.jdbc.JdbcSessionFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;

/**
 * The only way to change the store. One thread takes what waits, runs it as one transaction, forces
 * it to disk once, and only then answers everybody. It reopens a broken database by itself.
 */
@ApplicationScoped
public class StoreWriter implements ChangeCounter {

    private final Executor answering = Executors.newVirtualThreadPerTaskExecutor();
    private final WriterLoop loop;
    private final DiskReserve reserve;

    @Inject
    StoreWriter(JdbcSessionFactory desks, StoreSettings settings, DataDirectory directory) {
        this(
                desks,
                settings.fsync(),
                new DiskReserve(directory.path(), settings.reserve().asLongValue()));
    }

    private StoreWriter(JdbcSessionFactory desks, boolean fsync, DiskReserve reserve) {
        this(desks, StoreDisk.real(fsync, reserve), reserve);
    }

    StoreWriter(JdbcSessionFactory desks, StoreDisk disk, DiskReserve reserve) {
        this.loop = new WriterLoop(desks, disk);
        this.reserve = reserve;
    }

    /** Opens the store and starts the thread. */
    void start() throws SQLException {
        loop.start();
    }

    /** Does what waits, then ends the thread and lets the store go. */
    void close() {
        loop.close();
    }

    /**
     * Has a unit done. The future completes, never on the writing thread, when its effect is
     * durable.
     *
     * @return fails with what the unit threw, or with {@link StoreUnavailableException}
     */
    public <T> CompletableFuture<T> submit(UnitOfWork<T> unit) {
        return loop.add(new WriteRequest.Shared<>(unit, answering));
    }

    /**
     * Has a unit done and waits for it; throws what the unit threw, or {@link
     * StoreUnavailableException}.
     */
    public <T> T write(UnitOfWork<T> unit) {
        return await(new WriteRequest.Shared<>(unit, Runnable::run));
    }

    /**
     * Runs work with a transaction of its own on the writing thread, alone, forces it to disk and
     * waits for it. A checked exception arrives as cause of a {@link CompletionException}.
     */
    public <T> T alone(Callable<T> work) {
        return await(new WriteRequest.Alone<>(work, Runnable::run));
    }

    /** Whether the store can be written, as far as is known. */
    public boolean healthy() {
        return loop.healthy();
    }

    /** Whether the writing thread runs. */
    public boolean alive() {
        return loop.alive();
    }

    /** How much room the disk of the data directory has. */
    public DiskSpace disk() {
        return reserve.space();
    }

    /** Tells somebody from now on what is done; one at a time. */
    public void watch(StoreListener watch) {
        loop.watch(watch);
    }

    /** Whether so little disk is free that nothing new should be accepted. */
    public boolean belowReserve() {
        return reserve.below();
    }

    /** What was done so far, for metrics. */
    public StoreStats stats() {
        return loop.stats();
    }

    @Override
    public OptionalLong soFar() {
        return healthy() ? OptionalLong.of(stats().commits()) : OptionalLong.empty();
    }

    private <T> T await(WriteRequest<T> job) {
        if (loop.onItsThread()) {
            throw new IllegalStateException("the writing thread cannot wait for itself");
        }
        try {
            return loop.add(job).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }
}
