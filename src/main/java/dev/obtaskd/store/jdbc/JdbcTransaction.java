package dev.obtaskd.store.jdbc;

import dev.obtaskd.exclusion.Claim;
import dev.obtaskd.exclusion.Hold;
import dev.obtaskd.id.StoreScope;
import dev.obtaskd.id.SubTaskId;
import dev.obtaskd.id.TaskId;
import dev.obtaskd.store.AuditEntry;
import dev.obtaskd.store.RetiredTask;
import dev.obtaskd.store.StoredResponse;
import dev.obtaskd.store.Transaction;
import dev.obtaskd.task.Task;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A unit's part of the transaction on the writer's connection. */
public final class JdbcTransaction implements Transaction {

    private final JdbcSession desk;
    private final List<Runnable> afterCommit = new ArrayList<>();
    private final List<Runnable> afterRollback = new ArrayList<>();
    private boolean wrote;
    private boolean movedTask;

    public JdbcTransaction(JdbcSession desk) {
        this.desk = desk;
    }

    @Override
    public StoreScope scope() {
        return desk.scope();
    }

    @Override
    public long nextId() {
        wrote = true;
        return desk.gate().nextId();
    }

    @Override
    public void insert(Task task) {
        requireOwn(task.id());
        wrote = true;
        movedTask = true;
        var origin = task.origin();
        if (desk.documents().known(origin.sha256()) == null) {
            desk.tasks().insertDocument(origin.sha256(), origin.document());
            afterCommit(() -> desk.documents().remember(origin.sha256(), origin.document()));
        }
        desk.tasks().insert(task);
    }

    @Override
    public void update(Task before, Task after) {
        requireOwn(after.id());
        wrote = true;
        movedTask = true;
        desk.tasks().update(before, after);
    }

    @Override
    public Optional<Task> task(TaskId id) {
        return id.scope() == scope()
                ? desk.reader().tasks(List.of(id.number())).stream().findFirst()
                : Optional.empty();
    }

    @Override
    public Optional<TaskId> taskOf(SubTaskId subTaskId) {
        return subTaskId.scope() == scope()
                ? desk.rows().subTask(subTaskId.number()).stream()
                        .map(row -> new TaskId(scope(), row.taskId))
                        .findFirst()
                : Optional.empty();
    }

    @Override
    public List<Task> unfinished() {
        return desk.reader().tasksIn(TaskStateNames.UNFINISHED);
    }

    @Override
    public List<Hold> holds() {
        desk.gate().lock();
        return desk.holds().all();
    }

    @Override
    public void take(Hold hold) {
        requireOwn(hold.taskId());
        wrote = true;
        desk.gate().lock();
        desk.holds().take(hold);
    }

    @Override
    public boolean release(TaskId taskId) {
        requireOwn(taskId);
        wrote = true;
        return desk.holds().release(taskId);
    }

    @Override
    public Optional<TaskId> usedSince(Claim claim, Instant since, TaskId exceptTaskId) {
        requireOwn(exceptTaskId);
        desk.gate().lock();
        return desk.holds().usedSince(claim, since, exceptTaskId);
    }

    @Override
    public void audit(AuditEntry entry) {
        if (entry.taskId() != null) {
            requireOwn(entry.taskId());
        }
        wrote = true;
        desk.audits().insert(entry);
    }

    @Override
    public Optional<StoredResponse> answer(String user, String key) {
        return desk.answers().find(user, key);
    }

    @Override
    public void remember(StoredResponse answer) {
        wrote = true;
        desk.answers().insert(answer);
    }

    @Override
    public int forgetAnswers(Instant before, int limit) {
        wrote = true;
        return desk.answers().deleteBefore(before, limit);
    }

    @Override
    public boolean accept(String hash, Instant until) {
        wrote = true;
        return desk.accepted().insert(hash, until);
    }

    @Override
    public long forgetAccepted(Instant endedBefore, int limit) {
        wrote = true;
        return desk.accepted().deleteBefore(endedBefore, limit);
    }

    @Override
    public List<RetiredTask> deleteFinished(Instant endedBefore, int limit) {
        wrote = true;
        return desk.retirement().deleteFinished(endedBefore, limit);
    }

    @Override
    public void touch() {
        wrote = true;
        desk.sql().update("update gate set next_id = next_id where id = 1");
    }

    @Override
    public void afterCommit(Runnable action) {
        afterCommit.add(action);
    }

    @Override
    public void afterRollback(Runnable action) {
        afterRollback.add(action);
    }

    private void requireOwn(TaskId id) {
        if (id.scope() != scope()) {
            throw new IllegalArgumentException(
                    "task " + id + " belongs to the store " + id.scope() + ", not " + scope());
        }
    }

    public boolean wrote() {
        return wrote;
    }

    public boolean movedTask() {
        return movedTask;
    }

    public List<Runnable> afterCommitActions() {
        return afterCommit;
    }

    public List<Runnable> afterRollbackActions() {
        return afterRollback.reversed();
    }
}
