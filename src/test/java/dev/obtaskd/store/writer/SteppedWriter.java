package dev.obtaskd.store.writer;

import dev.obtaskd.store.BatchFault;
import dev.obtaskd.store.ChangePublisher;
import dev.obtaskd.store.FaultPlan;
import dev.obtaskd.store.PendingUnit;
import dev.obtaskd.store.SteppedStore;
import dev.obtaskd.store.StoreEvent;
import dev.obtaskd.store.StoreHealth;
import dev.obtaskd.store.StoreReader;
import dev.obtaskd.store.StoreUnavailableException;
import dev.obtaskd.store.TaskStore;
import dev.obtaskd.store.UnitOfWork;
import dev.obtaskd.store.jdbc.SqlFailures;
import dev.obtaskd.testing.WouldBlockException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** The store of one daemon without a thread: batches run on demand. */
public final class SteppedWriter implements TaskStore {

    private final SteppedStore store;
    private final Executor executor;
    private final ChangePublisher changes;
    private final List<PendingUnit<?>> pending = new ArrayList<>();
    private boolean open = true;
    private boolean full;

    /**
     * @param executor completes the futures of {@link #submit}, and delivers changes
     */
    public SteppedWriter(SteppedStore store, Executor executor) {
        this.store = store;
        this.executor = executor;
        this.changes = new ChangePublisher(executor);
    }

    @Override
    public StoreReader reader() {
        return store.reader();
    }

    @Override
    public <T> CompletableFuture<T> submit(UnitOfWork<T> unit) {
        return add(new PendingUnit<>(unit, new CompletableFuture<>(), executor));
    }

    @Override
    public <T> T write(UnitOfWork<T> unit) {
        throw new WouldBlockException(
                add(new PendingUnit<>(unit, new CompletableFuture<>(), Runnable::run)));
    }

    @Override
    public Subscription subscribe(int capacity, Consumer<StoreEvent> listener) {
        return changes.subscribe(capacity, listener);
    }

    @Override
    public boolean lowOnSpace() {
        return full;
    }

    @Override
    public StoreHealth health() {
        return new StoreHealth(true, open, pending.size());
    }

    /** Sets whether the disk is nearly full. */
    public void full(boolean full) {
        this.full = full;
    }

    /** Number of waiting units. */
    public int waiting() {
        return pending.size();
    }

    /** Whether the store can be written. */
    public boolean open() {
        return open;
    }

    /** Reopens the store after a failure. */
    public void reopen() {
        changes.resolve(store::contains);
        open = true;
    }

    /**
     * Runs a batch of the waiting units.
     *
     * @param most maximum number of units
     * @param death called if a fault kills the daemon
     * @return whether every unit was committed
     */
    public boolean serve(int most, BatchFault fault, Runnable death) {
        var batch = pending.subList(0, Math.min(most, pending.size()));
        var units = List.copyOf(batch);
        batch.clear();
        if (!open) {
            var failure = SqlFailures.unavailable(new SQLException("not open"));
            units.forEach(unit -> unit.fail(failure));
            return false;
        }
        try {
            return store.run(units, new FaultPlan(fault, death), changes);
        } catch (StoreUnavailableException e) {
            open = false;
            return false;
        }
    }

    private <T> CompletableFuture<T> add(PendingUnit<T> unit) {
        pending.add(unit);
        return unit.answer();
    }
}
