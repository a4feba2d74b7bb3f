package dev.obtaskd.store.writer;

import dev.obtaskd.store.BatchFault;
import dev.obtaskd.store.FaultPlan;
import dev.obtaskd.store.PendingUnit;
import dev.obtaskd.store.SteppedStore;
import dev.obtaskd.store.StoreUnavailableException;
import dev.obtaskd.store.UnitOfWork;
import dev.obtaskd.store.h2.StoreDisk;
import dev.obtaskd.store.jdbc.SqlFailures;
import dev.obtaskd.testing.WouldBlockException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** A writer without a thread: a batch runs when it is told to. */
public final class SteppedWriter extends StoreWriter {

    private final SteppedStore store;
    private final Executor answering;
    private final List<PendingUnit<?>> waiting = new ArrayList<>();
    private boolean open = true;
    private boolean full;

    /**
     * @param answering tells the callers of {@link #submit} how it went, each on a thread of its
     *     own
     */
    public SteppedWriter(SteppedStore store, Executor answering) {
        super(null, (StoreDisk) null, null); // its thread never starts
        this.store = store;
        this.answering = answering;
    }

    @Override
    public <T> CompletableFuture<T> submit(UnitOfWork<T> unit) {
        return add(new PendingUnit<>(unit, new CompletableFuture<>(), answering));
    }

    @Override
    public <T> T write(UnitOfWork<T> unit) {
        throw new WouldBlockException(
                add(new PendingUnit<>(unit, new CompletableFuture<>(), Runnable::run)));
    }

    @Override
    public boolean belowReserve() {
        return full;
    }

    /** Whether the disk is nearly full from now on. */
    public void full(boolean full) {
        this.full = full;
    }

    /** How many units wait. */
    public int waiting() {
        return waiting.size();
    }

    /** Whether the store can be written. */
    public boolean open() {
        return open;
    }

    /** The store can be written again. */
    public void reopen() {
        open = true;
    }

    /**
     * Runs a batch of what waits.
     *
     * @param most how many units at most
     * @param death is told if the daemon dies of it
     * @return whether every unit was kept
     */
    public boolean serve(int most, BatchFault fault, Runnable death) {
        var batch = waiting.subList(0, Math.min(most, waiting.size()));
        var calls = List.copyOf(batch);
        batch.clear();
        if (!open) {
            var failure = SqlFailures.unavailable(new SQLException("not open"));
            calls.forEach(call -> call.fail(failure));
            return false;
        }
        try {
            return store.run(calls, new FaultPlan(fault, death));
        } catch (StoreUnavailableException e) {
            open = false;
            return false;
        }
    }

    private <T> CompletableFuture<T> add(PendingUnit<T> call) {
        waiting.add(call);
        return call.answer();
    }
}
