package dev.obtaskd.engine;

import dev.obtaskd.id.TaskId;
import dev.obtaskd.task.SubTask;
import dev.obtaskd.task.SubTaskState;
import dev.obtaskd.task.Task;
import dev.obtaskd.task.TaskTransitions;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The unfinished tasks in memory, indexed by what waits for a worker, what occupies one and what is
 * due. Used on the writing thread only, except for the two counts. A task that a unit of work has
 * put becomes stale when the unit is undone or its commit is not confirmed; the next unit reads it
 * again. {@code docs/architecture.md} explains why that is sufficient.
 */
final class ActiveTasks {

    private record Due(Instant at, TaskId taskId) {}

    private final Predicate<SubTask> own;
    private final Map<TaskId, Task> tasks = new HashMap<>();
    private final LinkedHashSet<TaskId> ready = new LinkedHashSet<>();
    private final TreeSet<Due> due =
            new TreeSet<>(Comparator.comparing(Due::at).thenComparing(Due::taskId));
    private final Set<TaskId> stale = new HashSet<>();
    private @Nullable Instant reportedDue;
    private @Nullable Instant deadlinesChecked;
    private Instant lastClaim = Instant.EPOCH;
    // Written by the writing thread, read by other threads.
    private volatile int working;
    private volatile int waiting;

    /**
     * @param own whether this agent runs a sub task; only those are counted, started and timed
     */
    ActiveTasks(Predicate<SubTask> own) {
        this.own = own;
    }

    @Nullable Task task(TaskId id) {
        return tasks.get(id);
    }

    int unfinished() {
        return tasks.size();
    }

    /** How many sub tasks occupy a worker. */
    int working() {
        return working;
    }

    /** How many sub tasks wait for one. */
    int waiting() {
        return waiting;
    }

    /** Replaces a task by its next value; removes it if it has ended. */
    void put(Task task) {
        replace(task.id(), task.state().terminal() ? null : task);
    }

    /** The task in memory may differ from what the store has. */
    void markStale(TaskId taskId) {
        stale.add(taskId);
    }

    /** Removes the stale tasks and returns their ids; the caller reads them again. */
    List<TaskId> takeStale() {
        var ids = List.copyOf(stale);
        stale.clear();
        for (var id : ids) {
            replace(id, null);
        }
        return ids;
    }

    /** The next task with a READY sub task, round robin: a wide task does not block the others. */
    Optional<Task> nextReady() {
        if (ready.isEmpty()) {
            return Optional.empty();
        }
        var id = ready.removeFirst();
        ready.addLast(id);
        return Optional.of(Objects.requireNonNull(tasks.get(id)));
    }

    /**
     * The tasks that may have something to do by an instant: all that wait for any, if the clock
     * was set back since the last time or may have been while there was no daemon.
     */
    Iterable<Task> dueAt(Instant now) {
        var some =
                deadlinesChecked == null || now.isBefore(deadlinesChecked)
                        ? due
                        : due.headSet(new Due(now, TaskId.LAST), true);
        return some.stream().map(Due::taskId).distinct().map(tasks::get).toList();
    }

    /** What was due at an instant is done, and that is durable. */
    void deadlinesChecked(Instant at) {
        deadlinesChecked = at;
    }

    /**
     * The next deadline. The engine loop sleeps until then, unless {@link #dueEarlier} becomes
     * true.
     */
    @Nullable Instant nextDue() {
        reportedDue = due.isEmpty() ? null : due.first().at();
        return reportedDue;
    }

    /** Whether something is due before the instant that {@link #nextDue} returned last. */
    boolean dueEarlier() {
        return !due.isEmpty() && (reportedDue == null || due.first().at().isBefore(reportedDue));
    }

    /**
     * The time at which a claim is taken or given back: now, but always later than the last one, so
     * that the order of claims stays right when the clock is set back.
     */
    Instant claimTime(Instant now) {
        lastClaim = now.isAfter(lastClaim) ? now : lastClaim.plus(1, ChronoUnit.MICROS);
        return lastClaim;
    }

    @SuppressWarnings("NonAtomicOperationOnVolatileField") // one thread writes
    private void replace(TaskId id, @Nullable Task after) {
        var before = tasks.remove(id);
        if (before != null) {
            working -= count(before, this::isWorking);
            waiting -= count(before, this::isReady);
            eachDeadline(before, due::remove);
        }
        if (after != null) {
            tasks.put(id, after);
            working += count(after, this::isWorking);
            waiting += count(after, this::isReady);
            eachDeadline(after, due::add);
            var released = after.claimReleasedAt();
            lastClaim = released != null && released.isAfter(lastClaim) ? released : lastClaim;
        }
        if (after != null && after.subTasks().stream().anyMatch(this::isReady)) {
            ready.add(id);
        } else {
            ready.remove(id);
        }
    }

    private void eachDeadline(Task task, Consumer<Due> action) {
        for (var subTask : task.subTasks()) {
            var deadline = TaskTransitions.deadline(task, subTask);
            if (deadline != null && own.test(subTask)) {
                action.accept(new Due(deadline, task.id()));
            }
        }
    }

    private static int count(Task task, Predicate<SubTask> which) {
        return (int) task.subTasks().stream().filter(which).count();
    }

    private boolean isWorking(SubTask subTask) {
        return subTask.occupiesWorker() && own.test(subTask);
    }

    private boolean isReady(SubTask subTask) {
        return subTask.state() == SubTaskState.READY && own.test(subTask);
    }
}
