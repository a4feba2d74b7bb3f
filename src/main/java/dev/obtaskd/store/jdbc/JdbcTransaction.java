package dev.obtaskd.store.jdbc;

import dev.obtaskd.exclusion.Claim;
import dev.obtaskd.exclusion.Hold;
import dev.obtaskd.id.StoreScope;
import dev.obtaskd.id.SubTaskId;
import dev.obtaskd.id.TaskId;
import dev.obtaskd.store.AuditEntry;
import dev.obtaskd.store.IdempotencyRecord;
import dev.obtaskd.store.RetiredTask;
import dev.obtaskd.store.TaskChange;
import dev.obtaskd.store.Transaction;
import dev.obtaskd.task.Task;
import dev.obtaskd.task.TaskState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hibernate.StatelessSession;

/** The part of one unit in the transaction on the writer's connection. */
public final class JdbcTransaction implements Transaction {

    private final JdbcSession session;
    private final List<Runnable> afterCommit = new ArrayList<>();
    private final List<Runnable> afterRollback = new ArrayList<>();
    private final List<TaskChange> changes = new ArrayList<>();
    private boolean wrote;

    public JdbcTransaction(JdbcSession session) {
        this.session = session;
    }

    @Override
    public StoreScope scope() {
        return session.scope();
    }

    @Override
    public long nextId() {
        wrote = true;
        return session.ids().nextId();
    }

    @Override
    public void insert(Task task) {
        requireOwn(task.id());
        wrote = true;
        var origin = task.origin();
        if (session.documents().known(origin.sha256()) == null) {
            session.tasks().insertDocument(origin.sha256(), origin.document());
            afterCommit(() -> session.documents().put(origin.sha256(), origin.document()));
        }
        session.tasks().insert(task);
        changes.add(TaskChange.created(task));
        if (task.state() == TaskState.SUCCEEDED) {
            succeeded(task);
        }
    }

    @Override
    public void update(Task before, Task after) {
        requireOwn(after.id());
        wrote = true;
        session.tasks().update(before, after);
        changes.addAll(TaskChange.between(before, after));
        if (after.state() == TaskState.SUCCEEDED && before.state() != TaskState.SUCCEEDED) {
            succeeded(after);
        }
    }

    private void succeeded(Task task) {
        var target = task.origin().target();
        var endedAt = task.endedAt();
        if (target != null
                && endedAt != null
                && session.removed().succeeded(task, target, endedAt)) {
            session.removedTargets().begin();
            afterCommit(session.removedTargets()::end);
            afterRollback(session.removedTargets()::end);
        }
    }

    @Override
    public Optional<Task> task(TaskId id) {
        return id.scope() == scope()
                ? session.reader().tasks(List.of(id.number())).stream().findFirst()
                : Optional.empty();
    }

    @Override
    public Optional<TaskId> taskOf(SubTaskId subTaskId) {
        return subTaskId.scope() == scope()
                ? session.rows().subTask(subTaskId.number()).stream()
                        .map(row -> new TaskId(scope(), row.taskId))
                        .findFirst()
                : Optional.empty();
    }

    @Override
    public List<Task> unfinished() {
        return session.reader().tasksIn(TaskStateNames.UNFINISHED);
    }

    @Override
    public List<Hold> holds() {
        session.ids().lock();
        return session.holds().all();
    }

    @Override
    public void insertHold(Hold hold) {
        requireOwn(hold.taskId());
        wrote = true;
        session.ids().lock();
        session.holds().insert(hold);
    }

    @Override
    public boolean deleteHold(TaskId taskId) {
        requireOwn(taskId);
        wrote = true;
        return session.holds().delete(taskId);
    }

    @Override
    public Optional<TaskId> usedSince(Claim claim, Instant since, TaskId exceptTaskId) {
        requireOwn(exceptTaskId);
        session.ids().lock();
        return session.holds().usedSince(claim, since, exceptTaskId);
    }

    @Override
    public void audit(AuditEntry entry) {
        if (entry.taskId() != null) {
            requireOwn(entry.taskId());
        }
        if (entry.holder() != null) {
            requireOwn(entry.holder());
        }
        wrote = true;
        session.audits().insert(entry);
    }

    @Override
    public int deleteAudit(Instant before, int limit) {
        wrote = true;
        return session.audits().deleteBefore(before, limit);
    }

    @Override
    public Optional<IdempotencyRecord> findIdempotencyRecord(String user, String key) {
        return session.idempotencyRecords().find(user, key);
    }

    @Override
    public void insertIdempotencyRecord(IdempotencyRecord record) {
        wrote = true;
        session.idempotencyRecords().insert(record);
    }

    @Override
    public int deleteIdempotencyRecords(Instant before, int limit) {
        wrote = true;
        return session.idempotencyRecords().deleteBefore(before, limit);
    }

    @Override
    public boolean insertAcceptedRequest(String hash, Instant until) {
        wrote = true;
        return session.accepted().insert(hash, until);
    }

    @Override
    public long deleteAcceptedRequests(Instant endedBefore, int limit) {
        wrote = true;
        return session.accepted().deleteBefore(endedBefore, limit);
    }

    @Override
    public List<RetiredTask> deleteFinished(Instant endedBefore, int limit) {
        wrote = true;
        var deleted = session.retirement().deleteFinished(endedBefore, limit);
        deleted.forEach(task -> changes.add(TaskChange.deleted(task)));
        return deleted;
    }

    @Override
    public void writeProbe() {
        wrote = true;
        session.sql().update("update gate set next_id = next_id where id = 1");
    }

    @Override
    public void afterCommit(Runnable action) {
        afterCommit.add(action);
    }

    @Override
    public void afterRollback(Runnable action) {
        afterRollback.add(action);
    }

    /** The session of the transaction, for rows of other packages. The unit counts as a write. */
    public StatelessSession rows() {
        wrote = true;
        return session.rows().session();
    }

    private void requireOwn(TaskId id) {
        if (id.scope() != scope()) {
            throw new IllegalArgumentException(
                    "task " + id + " belongs to the store " + id.scope() + ", not " + scope());
        }
    }

    /** Whether there is something to commit. */
    public boolean wrote() {
        return wrote;
    }

    /** Whether a task was created or updated. */
    public boolean changedTask() {
        return changes.stream().anyMatch(change -> change.kind() != TaskChange.Kind.DELETED);
    }

    /** The changes of tasks so far, in order. */
    public List<TaskChange> changes() {
        return changes;
    }

    /**
     * Whether the store contains a change that this connection did not make. Versions only grow, so
     * a stored version that is at least as high proves it.
     */
    public boolean contains(TaskChange change) {
        var id =
                change.subTaskId() == null ? change.taskId().number() : change.subTaskId().number();
        var table = change.subTaskId() == null ? "task" : "sub_task";
        var stored =
                session.sql()
                        .query(
                                "select version from " + table + " where id = ?",
                                row -> row.getLong(1),
                                id);
        return change.kind() == TaskChange.Kind.DELETED
                ? stored.isEmpty()
                : stored.stream().anyMatch(version -> version >= change.version());
    }

    public List<Runnable> afterCommitActions() {
        return afterCommit;
    }

    public List<Runnable> afterRollbackActions() {
        return afterRollback.reversed();
    }
}
