package dev.obtaskd.store.writer;

import dev.obtaskd.id.StoreScope;
import dev.obtaskd.store.ChangePublisher;
import dev.obtaskd.store.FaultPlan;
import dev.obtaskd.store.FaultyTransaction;
import dev.obtaskd.store.PendingUnit;
import dev.obtaskd.store.SteppedStore;
import dev.obtaskd.store.StoreReader;
import dev.obtaskd.store.StoreUnavailableException;
import dev.obtaskd.store.TaskChange;
import dev.obtaskd.store.Transaction;
import dev.obtaskd.store.jdbc.SqlFailures;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** A store in memory that fulfills the contract of {@link Transaction} and of a batch. */
public final class InMemoryStore implements SteppedStore {

    private final StoreScope scope;
    private InMemoryTables committed;

    public InMemoryStore() {
        this(StoreScope.LOCAL);
    }

    /**
     * @param scope of the ids of all stored tasks
     */
    InMemoryStore(StoreScope scope) {
        this.scope = scope;
        committed = new InMemoryTables(scope);
    }

    private record Done<T>(PendingUnit<T> unit, InMemoryTransaction tx, T result) {
        void complete() {
            unit.answering().execute(() -> unit.answer().complete(result));
        }
    }

    @Override
    public boolean run(List<PendingUnit<?>> units, FaultPlan faults, ChangePublisher changes) {
        var draft = committed.copy();
        var done = new ArrayList<Done<?>>();
        var begun = new ArrayList<InMemoryTransaction>();
        try {
            for (var unit : units) {
                attempt(unit, draft, faults, done, begun);
            }
            if (done.stream().anyMatch(unit -> unit.tx().wrote)) {
                faults.commit(() -> committed = draft);
            }
        } catch (SQLException | RuntimeException e) {
            changes.unconfirmed(changesOf(begun));
            throw fail(units, begun, SqlFailures.unavailable(e));
        }
        changes.publish(changesOf(begun));
        done.forEach(unit -> unit.tx().afterCommit.forEach(Runnable::run));
        done.forEach(Done::complete);
        return done.size() == units.size();
    }

    private static List<TaskChange> changesOf(List<InMemoryTransaction> transactions) {
        return transactions.stream().map(tx -> tx.taskChanges).flatMap(Collection::stream).toList();
    }

    private static <T> void attempt(
            PendingUnit<T> unit,
            InMemoryTables draft,
            FaultPlan faults,
            List<Done<?>> done,
            List<InMemoryTransaction> begun) {
        var before = draft.copy();
        var tx = new InMemoryTransaction(draft);
        begun.add(tx);
        try {
            done.add(new Done<>(unit, tx, unit.unit().run(new FaultyTransaction(tx, faults))));
        } catch (RuntimeException e) {
            if (SqlFailures.breaksConnection(e)) {
                throw e;
            }
            before.nextId = draft.nextId;
            draft.replaceBy(before);
            begun.remove(tx);
            tx.afterRollback.reversed().forEach(Runnable::run);
            unit.fail(e);
        }
    }

    private static StoreUnavailableException fail(
            List<PendingUnit<?>> units,
            List<InMemoryTransaction> begun,
            StoreUnavailableException failure) {
        begun.reversed().forEach(tx -> tx.afterRollback.reversed().forEach(Runnable::run));
        units.stream().filter(unit -> !unit.answer().isDone()).forEach(unit -> unit.fail(failure));
        return failure;
    }

    @Override
    public boolean contains(TaskChange change) {
        var task = committed.task(change.taskId());
        if (change.kind() == TaskChange.Kind.DELETED || task == null) {
            return task == null && change.kind() == TaskChange.Kind.DELETED;
        }
        return change.subTaskId() == null
                ? task.version() >= change.version()
                : task.subTask(change.subTaskId().number()).version() >= change.version();
    }

    @Override
    public StoreReader reader() {
        return new InMemoryReader(this::committed);
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
