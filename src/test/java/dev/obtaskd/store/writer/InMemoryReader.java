package dev.obtaskd.store.writer;

import static java.util.Comparator.comparing;

import dev.obtaskd.exclusion.Hold;
import dev.obtaskd.exclusion.TaskScope;
import dev.obtaskd.id.SubTaskId;
import dev.obtaskd.id.TaskId;
import dev.obtaskd.store.AuditEntry;
import dev.obtaskd.store.AuditFilter;
import dev.obtaskd.store.IdKind;
import dev.obtaskd.store.Page;
import dev.obtaskd.store.StoreReader;
import dev.obtaskd.store.TaskCursor;
import dev.obtaskd.store.TaskFilter;
import dev.obtaskd.store.TaskSort;
import dev.obtaskd.task.Attempt;
import dev.obtaskd.task.SubTask;
import dev.obtaskd.task.Task;
import dev.obtaskd.task.TaskDefinition.Target;
import dev.obtaskd.task.TaskState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Reads the committed data of a store in memory. */
record InMemoryReader(Supplier<InMemoryTables> committed) implements StoreReader {

    @Override
    public List<Task> unfinished(TaskScope scope, int limit) {
        return tasks().stream()
                .filter(task -> !task.state().terminal() && !task.origin().hidden())
                .filter(task -> scope == null || task.origin().claim().scope() == scope)
                .sorted(
                        comparing((Task task) -> task.origin().createdAt())
                                .thenComparing(Task::id)
                                .reversed())
                .limit(limit)
                .toList();
    }

    @Override
    public Page<Task, TaskCursor> page(
            TaskFilter filter, TaskSort sort, int limit, TaskCursor after) {
        var order = new InMemoryOrder(sort);
        var found =
                tasks().stream()
                        .filter(task -> InMemoryFilter.matches(filter, task))
                        .sorted(order)
                        .filter(task -> after == null || order.follows(task, after))
                        .toList();
        return found.size() <= limit
                ? new Page<>(found, null)
                : new Page<>(found.subList(0, limit), order.cursor(found.get(limit - 1)));
    }

    @Override
    public Map<TaskState, Long> counts() {
        var counts = new EnumMap<TaskState, Long>(TaskState.class);
        for (var state : TaskState.values()) {
            counts.put(state, 0L);
        }
        tasks().stream()
                .filter(task -> !task.origin().hidden())
                .forEach(task -> counts.merge(task.state(), 1L, Long::sum));
        return counts;
    }

    @Override
    public Optional<Task> find(TaskId id) {
        return Optional.ofNullable(task(id));
    }

    @Override
    public List<Task> find(List<TaskId> ids) {
        return ids.stream().map(this::task).filter(Objects::nonNull).toList();
    }

    @Override
    public Map<TaskId, Optional<Instant>> ends(List<TaskId> ids) {
        var ends = new HashMap<TaskId, Optional<Instant>>();
        for (var task : find(ids)) {
            ends.put(
                    task.id(),
                    Optional.ofNullable(task.endedAt()).filter(at -> task.state().terminal()));
        }
        return ends;
    }

    @Override
    public Optional<TaskId> taskOf(SubTaskId subTaskId) {
        return tasks().stream()
                .filter(task -> subTask(task, subTaskId).isPresent())
                .map(Task::id)
                .findFirst();
    }

    @Override
    public List<Attempt> attempts(SubTaskId subTaskId) {
        var attempts =
                new ArrayList<>(committed.get().earlierAttempts.getOrDefault(subTaskId, List.of()));
        tasks().stream()
                .flatMap(task -> subTask(task, subTaskId).stream())
                .map(SubTask::attempt)
                .filter(Objects::nonNull)
                .forEach(attempts::add);
        return attempts;
    }

    @Override
    public Map<TaskId, Instant> lastOperations(List<TaskId> ids) {
        var last = new HashMap<TaskId, Instant>();
        committed.get().audits().stream()
                .filter(entry -> entry.result() == AuditEntry.Result.ACCEPTED)
                .filter(entry -> ids.contains(entry.taskId()))
                .forEach(
                        entry ->
                                last.merge(
                                        entry.taskId(),
                                        entry.at(),
                                        (one, other) -> other.isAfter(one) ? other : one));
        return last;
    }

    @Override
    public List<Hold> holds() {
        return committed.get().holds().stream()
                .sorted(comparing(Hold::since).thenComparing(Hold::taskId))
                .toList();
    }

    @Override
    public Page<AuditEntry, Long> auditPage(AuditFilter filter, int limit, Long after) {
        var entries =
                committed.get().audits().reversed().stream()
                        .filter(entry -> InMemoryAuditFilter.matches(filter, entry))
                        .filter(entry -> after == null || entry.id() < after)
                        .limit(limit + 1)
                        .toList();
        return entries.size() <= limit
                ? new Page<>(entries, null)
                : new Page<>(entries.subList(0, limit), lastId(entries.subList(0, limit)));
    }

    @Override
    public Set<Target> removedTargets() {
        var removed = new HashMap<Target, Instant>();
        tasks().stream()
                .filter(task -> task.state() == TaskState.SUCCEEDED)
                .filter(task -> task.origin().target() != null)
                .sorted(comparing(Task::endedAt))
                .forEach(
                        task -> {
                            var target = task.origin().target();
                            if (target.removes()) {
                                removed.put(target.object(), task.endedAt());
                            } else {
                                removed.computeIfPresent(
                                        target,
                                        (object, at) ->
                                                at.isAfter(task.origin().createdAt()) ? at : null);
                            }
                        });
        return removed.keySet();
    }

    @Override
    public Map<TaskId, Long> refusals(Instant since) {
        return committed.get().audits().stream()
                .filter(entry -> entry.holder() != null)
                .filter(entry -> !entry.at().isBefore(since))
                .filter(entry -> entry.action().startsWith("submit "))
                .collect(
                        Collectors.groupingBy(
                                AuditEntry::holder, Collectors.summingLong(AuditEntry::times)));
    }

    @Override
    public Optional<IdKind> kindOf(long id) {
        return tasks().stream().anyMatch(task -> task.id().number() == id)
                ? Optional.of(IdKind.TASK)
                : tasks().stream().anyMatch(task -> hasSubTask(task, id))
                        ? Optional.of(IdKind.SUB_TASK)
                        : Optional.empty();
    }

    private List<Task> tasks() {
        return committed.get().tasks();
    }

    private static long lastId(List<AuditEntry> entries) {
        return entries.getLast().id();
    }

    private static boolean hasSubTask(Task task, long number) {
        return task.subTasks().stream().anyMatch(subTask -> subTask.id() == number);
    }

    private static Optional<SubTask> subTask(Task task, SubTaskId id) {
        return task.subTasks().stream()
                .filter(subTask -> task.id().subTask(subTask.id()).equals(id))
                .findFirst();
    }

    private Task task(TaskId id) {
        return committed.get().task(id);
    }
}
