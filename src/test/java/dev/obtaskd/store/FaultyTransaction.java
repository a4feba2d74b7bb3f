package dev.obtaskd.store;

import dev.obtaskd.exclusion.Claim;
import dev.obtaskd.exclusion.Hold;
import dev.obtaskd.id.StoreScope;
import dev.obtaskd.id.SubTaskId;
import dev.obtaskd.id.TaskId;
import dev.obtaskd.task.Task;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Injects a fault into any call of a store. */
public record FaultyTransaction(Transaction tx, FaultPlan mishap) implements Transaction {

    private Transaction call() {
        mishap.call();
        return tx;
    }

    @Override
    public StoreScope scope() {
        return tx.scope();
    }

    @Override
    public long nextId() {
        return call().nextId();
    }

    @Override
    public void insert(Task task) {
        call().insert(task);
    }

    @Override
    public void update(Task before, Task after) {
        call().update(before, after);
    }

    @Override
    public Optional<Task> task(TaskId id) {
        return call().task(id);
    }

    @Override
    public Optional<TaskId> taskOf(SubTaskId subTaskId) {
        return call().taskOf(subTaskId);
    }

    @Override
    public List<Task> unfinished() {
        return call().unfinished();
    }

    @Override
    public List<Hold> holds() {
        return call().holds();
    }

    @Override
    public void insertHold(Hold hold) {
        call().insertHold(hold);
    }

    @Override
    public boolean deleteHold(TaskId taskId) {
        return call().deleteHold(taskId);
    }

    @Override
    public Optional<TaskId> usedSince(Claim claim, Instant since, TaskId exceptTaskId) {
        return call().usedSince(claim, since, exceptTaskId);
    }

    @Override
    public void audit(AuditEntry entry) {
        call().audit(entry);
    }

    @Override
    public Optional<IdempotencyRecord> findIdempotencyRecord(String user, String key) {
        return call().findIdempotencyRecord(user, key);
    }

    @Override
    public void insertIdempotencyRecord(IdempotencyRecord record) {
        call().insertIdempotencyRecord(record);
    }

    @Override
    public int deleteIdempotencyRecords(Instant before, int limit) {
        return call().deleteIdempotencyRecords(before, limit);
    }

    @Override
    public boolean insertAcceptedRequest(String hash, Instant until) {
        return call().insertAcceptedRequest(hash, until);
    }

    @Override
    public long deleteAcceptedRequests(Instant endedBefore, int limit) {
        return call().deleteAcceptedRequests(endedBefore, limit);
    }

    @Override
    public List<RetiredTask> deleteFinished(Instant endedBefore, int limit) {
        return call().deleteFinished(endedBefore, limit);
    }

    @Override
    public void writeProbe() {
        call().writeProbe();
    }

    @Override
    public void afterCommit(Runnable action) {
        tx.afterCommit(action);
    }

    @Override
    public void afterRollback(Runnable action) {
        tx.afterRollback(action);
    }
}
