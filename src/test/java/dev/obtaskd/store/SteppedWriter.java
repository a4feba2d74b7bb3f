package dev.obtaskd.store;

import dev.obtaskd.testing.Blocked;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** A writer without a thread: a batch runs when it is told to. */
public final class SteppedWriter extends Writer {

    private final SteppedStore store;
    private final Executor answering;
    private final List<Call<?>> waiting = new ArrayList<>();
    private boolean open = true;
    private boolean full;

    /** @param answering tells the callers of {@link #submit} how it went, each on a thread of its own */
    public SteppedWriter(SteppedStore store, Executor answering) {
        super(null, (Disk) null, null); // its thread never starts
        this.store = store;
        this.answering = answering;
    }

    @Override
    public <T> CompletableFuture<T> submit(Unit<T> unit) {
        return add(new Call<>(unit, new CompletableFuture<>(), answering));
    }

    @Override
    public <T> T write(Unit<T> unit) {
        throw new Blocked(add(new Call<>(unit, new CompletableFuture<>(), Runnable::run)));
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
    public boolean serve(int most, Fault fault, Runnable death) {
        var batch = waiting.subList(0, Math.min(most, waiting.size()));
        var calls = List.copyOf(batch);
        batch.clear();
        if (!open) {
            var failure = Failures.unavailable(new SQLException("not open"));
            calls.forEach(call -> call.fail(failure));
            return false;
        }
        try {
            return store.run(calls, new Mishap(fault, death));
        } catch (StoreUnavailable e) {
            open = false;
            return false;
        }
    }

    private <T> CompletableFuture<T> add(Call<T> call) {
        waiting.add(call);
        return call.answer();
    }
}
