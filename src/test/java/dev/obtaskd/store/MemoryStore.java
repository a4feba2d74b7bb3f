package dev.obtaskd.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A store in memory that keeps the contract of {@link Tx} and of a batch. */
public final class MemoryStore implements SteppedStore {

    private MemoryTables committed = new MemoryTables();

    private record Kept<T>(Call<T> call, MemoryTx tx, T result) {
        void answer() {
            call.answering().execute(() -> call.answer().complete(result));
        }
    }

    @Override
    public boolean run(List<Call<?>> calls, Mishap mishap) {
        var draft = committed.copy();
        var kept = new ArrayList<Kept<?>>();
        var begun = new ArrayList<MemoryTx>();
        try {
            for (var call : calls) {
                attempt(call, draft, mishap, kept, begun);
            }
            if (kept.stream().anyMatch(unit -> unit.tx().wrote)) {
                mishap.commit(() -> committed = draft);
            }
        } catch (SQLException | RuntimeException e) {
            throw lost(calls, begun, Failures.unavailable(e));
        }
        kept.forEach(unit -> unit.tx().afterCommit.forEach(Runnable::run));
        kept.forEach(Kept::answer);
        return kept.size() == calls.size();
    }

    private static <T> void attempt(
            Call<T> call, MemoryTables draft, Mishap mishap, List<Kept<?>> kept, List<MemoryTx> begun) {
        var before = draft.copy();
        var tx = new MemoryTx(draft);
        begun.add(tx);
        try {
            kept.add(new Kept<>(call, tx, call.unit().run(new FaultyTx(tx, mishap))));
        } catch (RuntimeException e) {
            if (Failures.breaksConnection(e)) {
                throw e;
            }
            before.nextId = draft.nextId;
            draft.replaceBy(before);
            begun.remove(tx);
            tx.afterRollback.reversed().forEach(Runnable::run);
            call.fail(e);
        }
    }

    private static StoreUnavailable lost(List<Call<?>> calls, List<MemoryTx> begun, StoreUnavailable failure) {
        begun.reversed().forEach(tx -> tx.afterRollback.reversed().forEach(Runnable::run));
        calls.stream().filter(call -> !call.answer().isDone()).forEach(call -> call.fail(failure));
        return failure;
    }

    @Override
    public MemoryTables committed() {
        return committed;
    }

    @Override
    public void clear() {
        committed = new MemoryTables();
    }

    @Override
    public void close() {
        clear();
    }
}
