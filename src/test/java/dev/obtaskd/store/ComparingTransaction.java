package dev.obtaskd.store;

import dev.obtaskd.exclusion.Claim;
import dev.obtaskd.exclusion.Hold;
import dev.obtaskd.id.StoreScope;
import dev.obtaskd.id.SubTaskId;
import dev.obtaskd.id.TaskId;
import dev.obtaskd.store.writer.InMemoryTransaction;
import dev.obtaskd.task.Task;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** Executes every call on a store and on its model, and fails if the results differ. */
public record ComparingTransaction(Transaction store, InMemoryTransaction model)
        implements Transaction {

    /** The store violated its contract. */
    public static final class Disagreement extends AssertionError {
        Disagreement(String message) {
            super(message);
        }
    }

    private <T> T both(String what, Function<Transaction, T> call) {
        return both(what, call, value -> value);
    }

    /**
     * @param seen the part of a result that is compared
     */
    private <T> T both(String what, Function<Transaction, T> call, Function<T, ?> seen) {
        T answer;
        try {
            answer = call.apply(store);
        } catch (ConcurrentUpdateException
                | StatementFailedException
                | IllegalArgumentException refused) {
            throw refusedByBoth(what, call, refused);
        }
        var expected = call.apply(model);
        if (!seen.apply(answer).equals(seen.apply(expected))) {
            throw new Disagreement(
                    what + ": the store answers " + answer + ", its contract wants " + expected);
        }
        return answer;
    }

    @SuppressWarnings("ReturnValueIgnored") // only whether the call is refused is compared
    private <T> RuntimeException refusedByBoth(
            String what, Function<Transaction, T> call, RuntimeException refused) {
        try {
            call.apply(model);
        } catch (RuntimeException expected) {
            if (expected.getClass() == refused.getClass()) {
                return refused;
            }
        }
        throw new Disagreement(what + ": the store refuses with " + refused);
    }

    private void bothChange(String what, Consumer<Transaction> call) {
        both(
                what,
                tx -> {
                    call.accept(tx);
                    return true;
                });
    }

    /** Graphs are compared by the documents that they were read from. */
    private static List<Object> seen(Task task) {
        return List.of(
                task.origin(),
                task.subTasks(),
                task.direction(),
                task.terminating(),
                task.abandoned(),
                task.claimHeld(),
                Optional.ofNullable(task.claimReleasedAt()),
                Optional.ofNullable(task.startedAt()),
                Optional.ofNullable(task.endedAt()),
                task.version());
    }

    @Override
    public StoreScope scope() {
        return store.scope();
    }

    @Override
    public long nextId() {
        var id = store.nextId();
        if (!model.given(id)) {
            throw new Disagreement("nextId: the store gives " + id + " again");
        }
        return id;
    }

    @Override
    public void insert(Task task) {
        bothChange("insert", tx -> tx.insert(task));
    }

    @Override
    public void update(Task before, Task after) {
        bothChange("update", tx -> tx.update(before, after));
    }

    @Override
    public Optional<Task> task(TaskId id) {
        return both("task", tx -> tx.task(id), found -> found.map(ComparingTransaction::seen));
    }

    @Override
    public Optional<TaskId> taskOf(SubTaskId subTaskId) {
        return both("taskOf", tx -> tx.taskOf(subTaskId));
    }

    @Override
    public List<Task> unfinished() {
        return both(
                "unfinished",
                Transaction::unfinished,
                tasks -> tasks.stream().map(ComparingTransaction::seen).toList());
    }

    @Override
    public List<Hold> holds() {
        return both("holds", Transaction::holds);
    }

    @Override
    public void insertHold(Hold hold) {
        bothChange("insertHold", tx -> tx.insertHold(hold));
    }

    @Override
    public boolean deleteHold(TaskId taskId) {
        return both("deleteHold", tx -> tx.deleteHold(taskId));
    }

    @Override
    public Optional<TaskId> usedSince(Claim claim, Instant since, TaskId exceptTaskId) {
        return both("usedSince", tx -> tx.usedSince(claim, since, exceptTaskId));
    }

    @Override
    public void audit(AuditEntry entry) {
        bothChange("audit", tx -> tx.audit(entry));
    }

    @Override
    public Optional<IdempotencyRecord> findIdempotencyRecord(String user, String key) {
        return both("findIdempotencyRecord", tx -> tx.findIdempotencyRecord(user, key));
    }

    @Override
    public void insertIdempotencyRecord(IdempotencyRecord record) {
        bothChange("insertIdempotencyRecord", tx -> tx.insertIdempotencyRecord(record));
    }

    @Override
    public int deleteIdempotencyRecords(Instant before, int limit) {
        return both("deleteIdempotencyRecords", tx -> tx.deleteIdempotencyRecords(before, limit));
    }

    @Override
    public boolean insertAcceptedRequest(String hash, Instant until) {
        return both("insertAcceptedRequest", tx -> tx.insertAcceptedRequest(hash, until));
    }

    @Override
    public long deleteAcceptedRequests(Instant endedBefore, int limit) {
        return both("deleteAcceptedRequests", tx -> tx.deleteAcceptedRequests(endedBefore, limit));
    }

    @Override
    public List<RetiredTask> deleteFinished(Instant endedBefore, int limit) {
        return both("deleteFinished", tx -> tx.deleteFinished(endedBefore, limit));
    }

    @Override
    public void writeProbe() {
        bothChange("writeProbe", Transaction::writeProbe);
    }

    @Override
    public void afterCommit(Runnable action) {
        store.afterCommit(action);
    }

    @Override
    public void afterRollback(Runnable action) {
        store.afterRollback(action);
    }
}
