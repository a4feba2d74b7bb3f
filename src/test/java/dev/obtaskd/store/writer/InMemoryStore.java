package dev.obtaskd.store.writer;

import dev.obtaskd.id.StoreScope;
import dev.obtaskd.store.FaultPlan;
import dev.obtaskd.store.FaultyTransaction;
import dev.obtaskd.store.PendingUnit;
import dev.obtaskd.store.SteppedStore;
import dev.obtaskd.store.StoreUnavailableException;
import dev.obtaskd.store.Transaction;
import dev.obtaskd.store.jdbc.SqlFailures;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A store in memory that keeps the contract of {@link Transaction} and of a batch. */
public final class InMemoryStore implements SteppedStore {

    private final StoreScope scope;
    private InMemoryTables committed;

    public InMemoryStore() {
        this(StoreScope.LOCAL);
    }

    /**
     * @param scope of the ids of all that it stores
     */
    InMemoryStore(StoreScope scope) {
        this.scope = scope;
        committed = new InMemoryTables(scope);
    }

    private record Kept<T>(PendingUnit<T> call, InMemoryTransaction tx, T result) {
        void answer() {
            call.answering().execute(() -> call.answer().complete(result));
        }
    }

    @Override
    public boolean run(List<PendingUnit<?>> calls, FaultPlan mishap) {
        var draft = committed.copy();
        var kept = new ArrayList<Kept<?>>();
        var begun = new ArrayList<InMemoryTransaction>();
        try {
            for (var call : calls) {
                attempt(call, draft, mishap, kept, begun);
            }
            if (kept.stream().anyMatch(unit -> unit.tx().wrote)) {
                mishap.commit(() -> committed = draft);
            }
        } catch (SQLException | RuntimeException e) {
            throw lost(calls, begun, SqlFailures.unavailable(e));
        }
        kept.forEach(unit -> unit.tx().afterCommit.forEach(Runnable::run));
        kept.forEach(Kept::answer);
        return kept.size() == calls.size();
    }

    private static <T> void attempt(
            PendingUnit<T> call,
            InMemoryTables draft,
            FaultPlan mishap,
            List<Kept<?>> kept,
            List<InMemoryTransaction> begun) {
        var before = draft.copy();
        var tx = new InMemoryTransaction(draft);
        begun.add(tx);
        try {
            kept.add(new Kept<>(call, tx, call.unit().run(new FaultyTransaction(tx, mishap))));
        } catch (RuntimeException e) {
            if (SqlFailures.breaksConnection(e)) {
                throw e;
            }
            before.nextId = draft.nextId;
            draft.replaceBy(before);
            begun.remove(tx);
            tx.afterRollback.reversed().forEach(Runnable::run);
            call.fail(e);
        }
    }

    private static StoreUnavailableException lost(
            List<PendingUnit<?>> calls,
            List<InMemoryTransaction> begun,
            StoreUnavailableException failure) {
        begun.reversed().forEach(tx -> tx.afterRollback.reversed().forEach(Runnable::run));
        calls.stream().filter(call -> !call.answer().isDone()).forEach(call -> call.fail(failure));
        return failure;
    }

    @Override
    public InMemoryTables committed() {
        return committed;
    }

    @Override
    public void clear() {
        committed = new InMemoryTables(scope);
    }

    @Override
    public void close() {
        clear();
    }
}
