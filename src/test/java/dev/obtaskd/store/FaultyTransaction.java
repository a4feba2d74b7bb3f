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

/** Lets a mishap happen at any call of a store. */
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
    public void take(Hold hold) {
        call().take(hold);
    }

    @Override
    public boolean release(TaskId taskId) {
        return call().release(taskId);
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
    public Optional<StoredResponse> answer(String user, String key) {
        return call().answer(user, key);
    }

    @Override
    public void remember(StoredResponse answer) {
        call().remember(answer);
    }

    @Override
    public int forgetAudit(Instant before, int limit) {
        return call().forgetAudit(before, limit);
    }

    @Override
    public int forgetAnswers(Instant before, int limit) {
        return call().forgetAnswers(before, limit);
    }

    @Override
    public boolean accept(String hash, Instant until) {
        return call().accept(hash, until);
    }

    @Override
    public long forgetAccepted(Instant endedBefore, int limit) {
        return call().forgetAccepted(endedBefore, limit);
    }

    @Override
    public List<RetiredTask> deleteFinished(Instant endedBefore, int limit) {
        return call().deleteFinished(endedBefore, limit);
    }

    @Override
    public void touch() {
        call().touch();
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
