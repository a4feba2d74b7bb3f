package dev.obtaskd.torture;

import dev.obtaskd.engine.ControlRequest;
import dev.obtaskd.exclusion.Claim;
import dev.obtaskd.exclusion.Hold;
import dev.obtaskd.exclusion.MaintenanceType;
import dev.obtaskd.exclusion.TaskScope;
import dev.obtaskd.id.TaskId;
import dev.obtaskd.store.AuditEntry;
import dev.obtaskd.store.writer.InMemoryTables;
import dev.obtaskd.task.SubTask;
import dev.obtaskd.task.SubTaskState;
import dev.obtaskd.task.Task;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Checks after every step that all promises hold, by rules of its own instead of those of the
 * daemon.
 */
final class PromiseChecker {

    private final List<Task> acknowledged = new ArrayList<>();

    /** Tasks that were operated although their version differed from the one in the request. */
    private final List<Task> staleVersions = new ArrayList<>();

    /** Tasks that continue although their termination was acknowledged. */
    private final List<Task> unstopped = new ArrayList<>();

    private final Map<TaskId, Task> known = new HashMap<>();
    private final SimulatedPrograms programs;
    private final int workers;

    PromiseChecker(SimulatedPrograms programs, int workers) {
        this.programs = programs;
        this.workers = workers;
    }

    /** Records a change that was acknowledged as durable. */
    void acknowledge(Task task) {
        acknowledged.add(task);
    }

    /** Records an operation that was acknowledged as durable. */
    void acknowledge(Task task, ControlRequest request) {
        acknowledge(task);
        if (request.ifVersion() != null && task.version() > request.ifVersion() + 1) {
            staleVersions.add(task);
        }
    }

    /** Records an acknowledged termination of a task. */
    void terminated(Task task) {
        if (!task.terminating() && !task.state().terminal() && !task.state().failed()) {
            unstopped.add(task);
        }
    }

    /** Number of acknowledged changes. */
    int acknowledged() {
        return acknowledged.size();
    }

    /**
     * @throws BrokenPromiseException if a promise is violated
     */
    void check(InMemoryTables stored) {
        require(
                DaemonPromise.WRONG,
                staleVersions.isEmpty(),
                "operated despite If-Match: tasks %s",
                staleVersions.stream().map(Task::id).toList());
        require(
                DaemonPromise.WRONG,
                unstopped.isEmpty(),
                "terminated, but still running: tasks %s",
                unstopped.stream().map(Task::id).toList());
        for (var change : stored.takeChanges()) {
            follow(change);
        }
        checkNothingLost(stored);
        checkNoConflict(stored);
        stored.tasks().forEach(PromiseChecker::checkProgress);
        checkWorkerLimit(stored);
        programs.check();
    }

    private void follow(InMemoryTables.Change change) {
        var before = change.before();
        var after = change.after();
        require(
                DaemonPromise.LOST,
                Objects.equals(known.get(after.id()), before),
                "a change of task %s is based on another version than the stored one",
                after.id());
        if (before != null) {
            require(
                    DaemonPromise.WRONG,
                    !before.state().terminal(),
                    "task %s is %s, but still changes",
                    after.id(),
                    before.state());
        }
        known.put(after.id(), after);
        for (var subTask : after.subTasks()) {
            var then = before == null ? null : before.subTask(subTask.id());
            require(
                    DaemonPromise.WRONG,
                    subTask.attemptNo() - (then == null ? 0 : then.attemptNo()) <= 1,
                    "%s of task %s skips an attempt",
                    subTask.stepId(),
                    after.id());
            if (!subTask.equals(then)) {
                require(
                        DaemonPromise.WRONG,
                        before == null || !before.terminating() || !begins(then, subTask),
                        "%s of task %s starts although the task is being terminated",
                        subTask.stepId(),
                        after.id());
                programs.changed(after, subTask);
            }
        }
    }

    private static boolean begins(SubTask before, SubTask after) {
        return after.attemptNo() > before.attemptNo() && after.attempt().startedAt() != null;
    }

    private void checkNothingLost(InMemoryTables stored) {
        for (var task : known.values()) {
            require(
                    DaemonPromise.LOST,
                    task.equals(stored.task(task.id())),
                    "task %s changed without being written",
                    task.id());
        }
        for (var task : acknowledged) {
            var now = known.get(task.id());
            require(
                    DaemonPromise.LOST,
                    now != null,
                    "task %s was acknowledged, but is not stored",
                    task.id());
            require(
                    DaemonPromise.LOST,
                    now.version() > task.version() || now.equals(task),
                    "task %s was acknowledged in version %d, but differs from it",
                    task.id(),
                    task.version());
        }
        var submits =
                stored.audits().stream()
                        .filter(
                                entry ->
                                        entry.result() == AuditEntry.Result.ACCEPTED
                                                && entry.action().startsWith("submit"))
                        .count();
        var keys =
                stored.tasks().stream()
                        .map(task -> task.origin().reason())
                        .filter(Objects::nonNull)
                        .toList();
        require(
                DaemonPromise.TWICE,
                new HashSet<>(keys).size() == keys.size(),
                "a repeated request created a second task: %s",
                keys);
        require(
                DaemonPromise.LOST,
                submits == stored.tasks().size(),
                "%d tasks are stored, but %d are in the audit",
                stored.tasks().size(),
                submits);
    }

    private static void checkNoConflict(InMemoryTables stored) {
        var wanted = new HashMap<TaskId, Claim>();
        for (var task : stored.tasks()) {
            var claims = claims(task);
            require(
                    DaemonPromise.CONFLICTING,
                    task.claimHeld() == claims,
                    "task %s is %s, and claimHeld is %s",
                    task.id(),
                    task.state(),
                    task.claimHeld());
            if (claims) {
                wanted.forEach(
                        (other, claim) ->
                                require(
                                        DaemonPromise.CONFLICTING,
                                        !conflict(claim, task.origin().claim()),
                                        "tasks %s and %s are unfinished and exclude each other",
                                        other,
                                        task.id()));
                wanted.put(task.id(), task.origin().claim());
            }
        }
        var held = new HashMap<TaskId, Claim>();
        for (Hold hold : stored.holds()) {
            require(
                    DaemonPromise.CONFLICTING,
                    held.put(hold.taskId(), hold.claim()) == null,
                    "task %s holds twice",
                    hold.taskId());
        }
        require(
                DaemonPromise.CONFLICTING,
                held.equals(wanted),
                "holds are %s, claims are %s",
                held,
                wanted);
    }

    private static boolean claims(Task task) {
        return task.origin().claim().type() != MaintenanceType.NONE
                && !task.state().terminal()
                && !(task.origin().releaseOnFailure() && task.state().failed());
    }

    /** The exclusion matrix of the task center, implemented independently. */
    private static boolean conflict(Claim one, Claim other) {
        if (one.scope() != other.scope()) {
            return false;
        }
        if (one.scope() == TaskScope.LOCAL) {
            return one.type() == other.type() && one.agent().equals(other.agent());
        }
        return one.type() == MaintenanceType.GLOBAL
                || other.type() == MaintenanceType.GLOBAL
                || one.key().equals(other.key());
    }

    private void checkWorkerLimit(InMemoryTables stored) {
        var working =
                stored.tasks().stream()
                        .flatMap(task -> task.subTasks().stream())
                        .filter(
                                subTask ->
                                        subTask.state() == SubTaskState.RUNNING
                                                || subTask.state() == SubTaskState.ROLLING_BACK)
                        .count();
        require(
                DaemonPromise.WRONG,
                working <= workers,
                "%d sub tasks run with %d workers",
                working,
                workers);
    }

    /** A task that is shown as active has an active sub task or one that waits. */
    private static void checkProgress(Task task) {
        var active =
                task.subTasks().stream()
                        .anyMatch(
                                subTask ->
                                        switch (subTask.state()) {
                                            case READY, WAITING, RUNNING, CANCELING, ROLLING_BACK ->
                                                    true;
                                            case PENDING,
                                                    TERMINATED,
                                                    FAILED,
                                                    SUCCEEDED,
                                                    SKIPPED,
                                                    ROLLBACK_FAILED,
                                                    ROLLED_BACK ->
                                                    false;
                                        });
        var rests = task.state().terminal() || task.state().failed();
        if (active == rests) {
            throw new BrokenPromiseException(
                    DaemonPromise.STUCK,
                    "task "
                            + task.id()
                            + " is "
                            + task.state()
                            + ", with sub tasks "
                            + states(task));
        }
        require(
                DaemonPromise.WRONG,
                (task.endedAt() != null) == rests,
                "task %s is %s, and its end %s",
                task.id(),
                task.state(),
                task.endedAt());
        task.subTasks().forEach(subTask -> checkWaitReason(task, subTask));
    }

    private static void checkWaitReason(Task task, SubTask subTask) {
        var attempting =
                switch (subTask.state()) {
                    case RUNNING, CANCELING, ROLLING_BACK -> true;
                    case WAITING -> subTask.queued() == null;
                    case PENDING,
                            READY,
                            TERMINATED,
                            FAILED,
                            SUCCEEDED,
                            SKIPPED,
                            ROLLBACK_FAILED,
                            ROLLED_BACK ->
                            false;
                };
        require(
                DaemonPromise.STUCK,
                attempting == subTask.hasRunningAttempt(),
                "%s of task %s is %s, and its attempt %s",
                subTask.stepId(),
                task.id(),
                subTask.state(),
                subTask.attempt());
        var waiting = subTask.waiting();
        require(
                DaemonPromise.STUCK,
                subTask.state() != SubTaskState.WAITING
                        || waiting != null && waiting.until() != null,
                "%s of task %s waits for nothing",
                subTask.stepId(),
                task.id());
    }

    private static String states(Task task) {
        return String.join(
                " ",
                task.subTasks().stream()
                        .map(subTask -> subTask.stepId() + "=" + subTask.state())
                        .toList());
    }

    private static void require(
            DaemonPromise promise, boolean holds, String message, Object... arguments) {
        if (!holds) {
            throw new BrokenPromiseException(promise, String.format(message, arguments));
        }
    }
}
