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
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The unfinished tasks in memory, indexed for what the engine asks: who waits for a worker, who has
 * one, what is due. Used on the writing thread only, except for the two counts. What a unit of work
 * put in is doubtful once that unit is undone, or its commit could not be confirmed, and is read
 * again before the next one.
 */
final class ActiveTasks {

    private record Due(Instant at, TaskId taskId) {}

    private final Predicate<SubTask> own;
    private final Map<TaskId, Task> tasks = new HashMap<>();
    private final LinkedHashSet<TaskId> ready = new LinkedHashSet<>();
    private final TreeSet<Due> due =
            new TreeSet<>(Comparator.comparing(Due::at).thenComparing(Due::taskId));
    private final Set<TaskId> stale = new HashSet<>();
    private @Nullable Instant told;
    private @Nullable Instant asked;
    private Instant lastClaim = Instant.EPOCH;
    // Changed by the writing thread alone, read by anybody who counts.
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

    /** Puts a task in the place of its former value; one that has ended leaves the book. */
    void put(Task task) {
        replace(task.id(), task.state().terminal() ? null : task);
    }

    /** What the book says of a task may not be what the store has. */
    void markStale(TaskId taskId) {
        stale.add(taskId);
    }

    /** The doubtful tasks; they are taken out, and whoever asks reads them again. */
    List<TaskId> takeStale() {
        var ids = List.copyOf(stale);
        stale.clear();
        for (var id : ids) {
            replace(id, null);
        }
        return ids;
    }

    /** The next task with a READY sub task; tasks take turns, so that a wide one starves nobody. */
    Optional<Task> nextReady() {
        if (ready.isEmpty()) {
            return Optional.empty();
        }
        var id = ready.removeFirst();
        ready.addLast(id);
        return Optional.of(tasks.get(id));
    }

    /**
     * The tasks that may have something to do by an instant: all that wait for any, if the clock
     * was set back since the last time or may have been while there was no daemon.
     */
    Iterable<Task> dueAt(Instant now) {
        var some =
                asked == null || now.isBefore(asked)
                        ? due
                        : due.headSet(new Due(now, TaskId.LAST), true);
        asked = now;
        return some.stream().map(Due::taskId).distinct().map(tasks::get).toList();
    }

    /**
     * When something is due next; whoever asks sleeps until then, unless {@link #dueEarlier} turns
     * true.
     */
    @Nullable Instant nextDue() {
        told = due.isEmpty() ? null : due.first().at();
        return told;
    }

    /** Whether something is due before the instant that was told last. */
    boolean dueEarlier() {
        return !due.isEmpty() && (told == null || due.first().at().isBefore(told));
    }

    /**
     * When a claim is taken or given back: now, but later than the last time, so that who came
     * after whom stays true when the clock is set back.
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
        return subTask.working() && own.test(subTask);
    }

    private boolean isReady(SubTask subTask) {
        return subTask.state() == SubTaskState.READY && own.test(subTask);
    }
}
