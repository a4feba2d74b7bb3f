package dev.obtaskd.store.writer;

import dev.obtaskd.exclusion.Claim;
import dev.obtaskd.exclusion.Hold;
import dev.obtaskd.id.StoreScope;
import dev.obtaskd.id.SubTaskId;
import dev.obtaskd.id.TaskId;
import dev.obtaskd.store.AuditEntry;
import dev.obtaskd.store.IdempotencyRecord;
import dev.obtaskd.task.Attempt;
import dev.obtaskd.task.Task;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The data of a store in memory. */
public final class InMemoryTables {

    final StoreScope scope;
    final TreeMap<TaskId, Task> tasks = new TreeMap<>();
    final Map<Claim, Hold> holds = new HashMap<>();
    final Map<Claim, Hold> uses = new HashMap<>();
    final TreeMap<Long, AuditEntry> audits = new TreeMap<>();
    final Map<String, IdempotencyRecord> idempotencyRecords = new HashMap<>();
    final Map<String, Instant> accepted = new HashMap<>();
    final Map<SubTaskId, List<Attempt>> earlierAttempts = new HashMap<>();
    final List<Change> changes = new ArrayList<>();
    long nextId = 1;

    InMemoryTables(StoreScope scope) {
        this.scope = scope;
    }

    /** One change of a task; {@code before} is null for a new one. */
    public record Change(Task before, Task after) {}

    InMemoryTables copy() {
        var copy = new InMemoryTables(scope);
        copy.replaceBy(this);
        return copy;
    }

    /** Replaces the content with that of another one. */
    void replaceBy(InMemoryTables other) {
        replace(tasks, other.tasks);
        replace(holds, other.holds);
        replace(uses, other.uses);
        replace(audits, other.audits);
        replace(idempotencyRecords, other.idempotencyRecords);
        replace(accepted, other.accepted);
        replace(earlierAttempts, other.earlierAttempts);
        changes.clear();
        changes.addAll(other.changes);
        nextId = other.nextId;
    }

    /** All tasks by id. */
    public List<Task> tasks() {
        return List.copyOf(tasks.values());
    }

    /** The task with this id; null if there is none. */
    public Task task(TaskId id) {
        return tasks.get(id);
    }

    /** All holds. */
    public List<Hold> holds() {
        return List.copyOf(holds.values());
    }

    /** All audit entries by id. */
    public List<AuditEntry> audits() {
        return List.copyOf(audits.values());
    }

    /** Returns and clears the recorded changes of tasks, in order. */
    public List<Change> takeChanges() {
        var taken = List.copyOf(changes);
        changes.clear();
        return taken;
    }

    private static <K, V> void replace(Map<K, V> mine, Map<K, V> others) {
        mine.clear();
        mine.putAll(others);
    }
}
