package dev.obtaskd.store.writer;

import static java.util.Comparator.comparing;

import dev.obtaskd.exclusion.Claim;
import dev.obtaskd.exclusion.ExclusionRules;
import dev.obtaskd.exclusion.Hold;
import dev.obtaskd.id.StoreScope;
import dev.obtaskd.id.SubTaskId;
import dev.obtaskd.id.TaskId;
import dev.obtaskd.store.AuditEntry;
import dev.obtaskd.store.ConcurrentUpdateException;
import dev.obtaskd.store.IdempotencyRecord;
import dev.obtaskd.store.RetiredTask;
import dev.obtaskd.store.StatementFailedException;
import dev.obtaskd.store.TaskChange;
import dev.obtaskd.store.Transaction;
import dev.obtaskd.store.writer.InMemoryTables.Change;
import dev.obtaskd.task.Task;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A minimal implementation of the store's contract in memory, with which the one on H2 is compared.
 */
public final class InMemoryTransaction implements Transaction {

    final List<Runnable> afterCommit = new ArrayList<>();
    final List<Runnable> afterRollback = new ArrayList<>();
    final List<TaskChange> taskChanges = new ArrayList<>();
    boolean wrote;

    private final InMemoryTables tables;

    InMemoryTransaction(InMemoryTables tables) {
        this.tables = tables;
    }

    @Override
    public StoreScope scope() {
        return tables.scope;
    }

    @Override
    public long nextId() {
        var id = tables.nextId;
        given(id);
        return id;
    }

    /** Accepts an id that another store chose, possibly with gaps; returns whether it is new. */
    public boolean given(long id) {
        wrote = true;
        var fresh = id >= tables.nextId;
        tables.nextId = id + 1;
        return fresh;
    }

    @Override
    public void insert(Task task) {
        requireOwn(task.id());
        wrote = true;
        unique(tables.tasks.putIfAbsent(task.id(), task) == null);
        tables.changes.add(new Change(null, task));
        taskChanges.add(TaskChange.created(task));
    }

    @Override
    public void update(Task before, Task after) {
        requireOwn(after.id());
        wrote = true;
        next(before.id().equals(after.id()) && after.version() == before.version() + 1);
        var stored = tables.tasks.get(before.id());
        won(stored != null && stored.version() == before.version(), before);
        for (var subTask : after.subTasks()) {
            var old = before.subTask(subTask.id());
            if (!subTask.equals(old)) {
                next(subTask.version() == old.version() + 1);
                won(stored.subTask(subTask.id()).version() == old.version(), before);
                if (old.attempt() != null && subTask.attemptNo() > old.attemptNo()) {
                    var earlier =
                            new ArrayList<>(
                                    tables.earlierAttempts.getOrDefault(
                                            before.idOf(old), List.of()));
                    earlier.add(old.attempt());
                    tables.earlierAttempts.put(before.idOf(old), earlier);
                }
            }
        }
        tables.tasks.put(after.id(), after);
        tables.changes.add(new Change(stored, after));
        taskChanges.addAll(TaskChange.between(before, after));
    }

    @Override
    public Optional<Task> task(TaskId id) {
        return Optional.ofNullable(tables.tasks.get(id));
    }

    @Override
    public Optional<TaskId> taskOf(SubTaskId subTaskId) {
        return tables.tasks.values().stream()
                .filter(
                        task ->
                                task.subTasks().stream()
                                        .anyMatch(subTask -> task.idOf(subTask).equals(subTaskId)))
                .map(Task::id)
                .findFirst();
    }

    @Override
    public List<Task> unfinished() {
        return tables.tasks.values().stream().filter(task -> !task.state().terminal()).toList();
    }

    @Override
    public List<Hold> holds() {
        return tables.holds.values().stream()
                .sorted(comparing(Hold::since).thenComparing(Hold::taskId))
                .toList();
    }

    @Override
    public void insertHold(Hold hold) {
        requireOwn(hold.taskId());
        wrote = true;
        if (!hold.claim().excludes()) {
            throw new IllegalArgumentException("a claim that excludes nothing is not held");
        }
        unique(tables.holds.putIfAbsent(hold.claim(), hold) == null);
        tables.uses.put(hold.claim(), hold);
    }

    @Override
    public boolean deleteHold(TaskId taskId) {
        requireOwn(taskId);
        wrote = true;
        return tables.holds.values().removeIf(hold -> hold.taskId().equals(taskId));
    }

    @Override
    public Optional<TaskId> usedSince(Claim claim, Instant since, TaskId exceptTaskId) {
        requireOwn(exceptTaskId);
        return tables.uses.values().stream()
                .filter(use -> use.since().isAfter(since) && !use.taskId().equals(exceptTaskId))
                .filter(use -> ExclusionRules.conflict(claim, use.claim()))
                .sorted(comparing(Hold::since).thenComparing(Hold::taskId).reversed())
                .map(Hold::taskId)
                .findFirst();
    }

    @Override
    public void audit(AuditEntry entry) {
        if (entry.taskId() != null) {
            requireOwn(entry.taskId());
        }
        wrote = true;
        unique(tables.audits.putIfAbsent(entry.id(), entry) == null);
    }

    @Override
    public Optional<IdempotencyRecord> findIdempotencyRecord(String user, String key) {
        return Optional.ofNullable(tables.idempotencyRecords.get(user + "/" + key));
    }

    @Override
    public void insertIdempotencyRecord(IdempotencyRecord record) {
        wrote = true;
        unique(
                tables.idempotencyRecords.putIfAbsent(record.user() + "/" + record.key(), record)
                        == null);
    }

    @Override
    public int deleteIdempotencyRecords(Instant before, int limit) {
        wrote = true;
        var old =
                tables.idempotencyRecords.values().stream()
                        .filter(record -> record.at().isBefore(before))
                        .limit(limit)
                        .toList();
        tables.idempotencyRecords.values().removeAll(old);
        return old.size();
    }

    @Override
    public boolean insertAcceptedRequest(String hash, Instant until) {
        wrote = true;
        return tables.accepted.putIfAbsent(hash, until) == null;
    }

    @Override
    public long deleteAcceptedRequests(Instant endedBefore, int limit) {
        wrote = true;
        var ended =
                tables.accepted.entrySet().stream()
                        .filter(entry -> entry.getValue().isBefore(endedBefore))
                        .map(Map.Entry::getKey)
                        .limit(limit)
                        .toList();
        ended.forEach(tables.accepted::remove);
        return tables.accepted.size();
    }

    @Override
    public List<RetiredTask> deleteFinished(Instant endedBefore, int limit) {
        wrote = true;
        var old =
                tables.tasks.values().stream()
                        .filter(
                                task ->
                                        task.state().terminal()
                                                && task.endedAt() != null
                                                && task.endedAt().isBefore(endedBefore))
                        .sorted(comparing(Task::endedAt).thenComparing(Task::id))
                        .limit(limit)
                        .toList();
        old.forEach(task -> tables.tasks.remove(task.id()));
        var retired =
                old.stream()
                        .map(
                                task ->
                                        new RetiredTask(
                                                task.id(),
                                                task.origin().createdAt(),
                                                task.version()))
                        .toList();
        retired.forEach(task -> taskChanges.add(TaskChange.deleted(task)));
        return retired;
    }

    @Override
    public void writeProbe() {
        wrote = true;
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
        if (id.scope() != tables.scope) {
            throw new IllegalArgumentException("task " + id + " belongs to another store");
        }
    }

    private static void won(boolean won, Task task) {
        if (!won) {
            throw new ConcurrentUpdateException(task.id());
        }
    }

    private static void next(boolean next) {
        if (!next) {
            throw new IllegalArgumentException("the change does not raise the version by one");
        }
    }

    private static void unique(boolean unique) {
        if (!unique) {
            throw new StatementFailedException(
                    new SQLException("a row with this key is there already", "23505", 23505));
        }
    }
}
