package dev.obtaskd.engine;

import static dev.obtaskd.task.SubTaskState.CANCELING;

import dev.obtaskd.exclusion.Claim;
import dev.obtaskd.exclusion.ClaimVerdict;
import dev.obtaskd.exclusion.ExclusionRules;
import dev.obtaskd.exclusion.Hold;
import dev.obtaskd.id.TaskId;
import dev.obtaskd.store.Transaction;
import dev.obtaskd.task.SubTask;
import dev.obtaskd.task.SubTaskState;
import dev.obtaskd.task.Task;
import dev.obtaskd.task.TaskTransitions;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One unit of the engine's work inside a transaction of the store: tasks are looked up and replaced
 * by their next values; at the end READY sub tasks are started as far as there are workers.
 * Programs are started and stopped after the commit. Sub tasks of other agents are stored, but
 * neither started nor stopped here: their agents do that.
 */
final class EngineTransaction {

    private static final class Change {
        private @Nullable Task stored;
        private Task current;

        Change(@Nullable Task stored, Task current) {
            this.stored = stored;
            this.current = current;
        }
    }

    private final EngineContext context;
    private final Transaction tx;
    private final Instant now;
    private final Map<TaskId, Change> changes = new LinkedHashMap<>();

    EngineTransaction(EngineContext context, Transaction tx) {
        this.context = context;
        this.tx = tx;
        this.now = context.clock().instant();
        reload(context.active().takeStale());
    }

    /**
     * Stale tasks stay stale until a unit that has read them again is durable; only then their
     * attempts are resumed.
     */
    private void reload(List<TaskId> stale) {
        stale.forEach(this::markStaleOnRollback);
        stale.forEach(id -> tx.task(id).ifPresent(this::adopt));
    }

    /**
     * Loads a task as the store has it, and resumes its attempts.
     *
     * @return how many of them do not run in this process
     */
    int adopt(Task task) {
        context.active().put(task);
        int orphans = 0;
        for (var subTask : task.subTasks()) {
            if (subTask.hasRunningAttempt() && context.owns(subTask)) {
                var sameBoot = context.boot().isBootOf(subTask.attempt());
                tx.afterCommit(() -> context.launcher().resume(task, subTask, sameBoot));
                orphans += context.launcher().isRunning(task.attemptOf(subTask)) ? 0 : 1;
            }
        }
        return orphans;
    }

    Instant now() {
        return now;
    }

    Transaction tx() {
        return tx;
    }

    Optional<Task> task(TaskId id) {
        var known = context.active().task(id);
        return known != null ? Optional.of(known) : tx.task(id);
    }

    /** The newest value of a task this unit has changed or added. */
    Task latest(Task task) {
        var change = changes.get(task.id());
        return change != null ? change.current : task(task.id()).orElse(task);
    }

    /** Adds a new task; its claim has been granted before. */
    Task add(Task task) {
        var held = task.wantsClaim() ? takeClaim(task) : task;
        changes.put(held.id(), new Change(null, held));
        return putActive(held);
    }

    /** Replaces a task by its next value. A claim it has to take back has been granted before. */
    Task change(Task before, Task after) {
        if (after == before) {
            return before;
        }
        var change = changes.computeIfAbsent(before.id(), id -> new Change(before, before));
        change.current = updateClaim(before, after);
        return putActive(change.current);
    }

    /** Whether a task may take its claim now. */
    ClaimVerdict claim(Claim wanted) {
        // A claim that excludes nothing needs neither the lock of the gate row nor the holds.
        return wanted.excludes()
                ? ExclusionRules.decide(wanted, tx.holds())
                : new ClaimVerdict.Granted();
    }

    /** A newer task that used the claim since this task gave it back. */
    Optional<TaskId> usedSince(Task task) {
        var since = task.claimReleasedAt();
        return since == null
                ? Optional.empty()
                : tx.usedSince(task.origin().claim(), since, task.id());
    }

    /** Starts what can start, and hands every change to the store. */
    void finish() {
        var active = context.active();
        while (!context.draining() && active.working() < context.workers()) {
            var next = active.nextReady();
            if (next.isEmpty()) {
                break;
            }
            start(next.get());
        }
        flush();
    }

    private void start(Task task) {
        var ready =
                task.subTasks().stream()
                        .filter(
                                subTask ->
                                        subTask.state() == SubTaskState.READY
                                                && context.owns(subTask))
                        .findFirst()
                        .orElseThrow();
        if (endedInThisUnit(ready, changes.get(task.id()))) {
            flush();
            start(latest(task), ready.id());
        } else {
            start(task, ready.id());
        }
    }

    private void start(Task task, long subTaskId) {
        var ready = task.subTask(subTaskId);
        var missing = context.specs().missingValue(task, ready);
        change(
                task,
                missing.isPresent()
                        ? TaskTransitions.block(task, ready.id(), missing.get(), now)
                        : TaskTransitions.start(task, ready.id(), now, context.boot().id()));
    }

    private Task updateClaim(Task before, Task after) {
        if (before.claimHeld() && !after.wantsClaim()) {
            tx.deleteHold(before.id());
            return after.withClaim(false, context.active().claimTime(now));
        }
        return !before.claimHeld() && after.wantsClaim() ? takeClaim(after) : after;
    }

    private Task takeClaim(Task task) {
        var since = context.active().claimTime(now);
        tx.insertHold(new Hold(task.origin().claim(), task.id(), since));
        return task.withClaim(true, since);
    }

    private Task putActive(Task task) {
        markStaleOnRollback(task.id());
        context.active().put(task);
        return task;
    }

    /** The engine loop reads it again, unless another unit does so before. */
    private void markStaleOnRollback(TaskId taskId) {
        tx.afterRollback(
                () -> {
                    context.active().markStale(taskId);
                    context.waiter().wake();
                });
    }

    private void flush() {
        for (var change : changes.values()) {
            if (change.current == change.stored) {
                continue;
            }
            if (change.stored == null) {
                tx.insert(change.current);
            } else {
                change.current = putActive(change.current.withVersionOf(change.stored));
                tx.update(change.stored, change.current);
            }
            actAfterCommit(change.stored, change.current);
            change.stored = change.current;
        }
    }

    /** Launches and cancels attempts once the change is durable. */
    private void actAfterCommit(@Nullable Task before, Task after) {
        for (int i = 0; i < after.subTasks().size(); i++) {
            var then = before == null ? null : before.subTasks().get(i);
            var subTask = after.subTasks().get(i);
            if (!context.owns(subTask)) {
                continue;
            }
            if (subTask.attemptNo() > (then == null ? 0 : then.attemptNo())) {
                tx.afterCommit(() -> context.launcher().launch(after, subTask));
            } else if (subTask.state() == CANCELING && then != null && then.state() != CANCELING) {
                tx.afterCommit(() -> context.launcher().cancel(after, subTask));
            }
        }
        if (after.state().terminal() && (before == null || !before.state().terminal())) {
            tx.afterCommit(() -> context.launcher().taskEnded(after));
        }
        tx.afterCommit(this::wakeLoop);
    }

    /** Most changes need no earlier run of the loop. */
    private void wakeLoop() {
        if (context.active().dueEarlier()) {
            context.waiter().wake();
        }
    }

    /** An attempt that ended in this unit must be stored before the next one takes its place. */
    private static boolean endedInThisUnit(SubTask ready, @Nullable Change change) {
        if (change == null || ready.attempt() == null) {
            return false;
        }
        var stored = change.stored == null ? null : change.stored.subTask(ready.id()).attempt();
        return !ready.attempt().equals(stored);
    }
}
