package dev.obtaskd.task;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Says what a task or sub task waits for, so that nothing ever stands still without a reason shown. */
public final class Waits {

    private Waits() {}

    /** Why the task as a whole does not go on; empty if something of it runs, or it has come to rest. */
    public static Optional<Wait> of(Task task) {
        var state = task.state();
        if (state == TaskState.RUNNING && task.subTasks().stream().anyMatch(subTask -> subTask.state().failed())) {
            return Optional.of(drain(task));
        }
        if (!task.active() || task.subTasks().stream().anyMatch(SubTask::working)) {
            return Optional.empty();
        }
        return task.subTasks().stream().filter(subTask -> subTask.state().active()).findFirst()
                .flatMap(subTask -> of(task, subTask));
    }

    /** Why a sub task does not run; empty if it runs or has ended. */
    public static Optional<Wait> of(Task task, SubTask subTask) {
        return switch (subTask.state()) {
            case WAITING -> Optional.ofNullable(subTask.waiting()).map(Waits::named);
            case READY -> Optional.of(new Wait(Wait.Kind.WORKER,
                    new Text("waits for a free worker", "等待空闲的执行线程"), null, null, List.of()));
            case PENDING -> pending(task, subTask);
            case RUNNING, CANCELING, TERMINATED, FAILED, SUCCEEDED, SKIPPED, ROLLING_BACK, ROLLBACK_FAILED, ROLLED_BACK ->
                    Optional.empty();
        };
    }

    private static Wait named(Waiting waiting) {
        var kind = switch (waiting.reason()) {
            case RETRY -> Wait.Kind.RETRY;
            case CONDITION -> Wait.Kind.CONDITION;
            case CLAIM -> Wait.Kind.CLAIM;
            case AGENT -> Wait.Kind.AGENT;
        };
        return new Wait(kind, new Text(waiting.text(), waiting.text()), waiting.since(), waiting.until(), List.of());
    }

    private static Wait drain(Task task) {
        var active = ids(task, subTask -> subTask.state().active());
        return new Wait(Wait.Kind.DRAIN,
                new Text("waits for " + active.size() + " running sub tasks to end", "正在等待 " + active.size() + " 个子任务结束"),
                null, null, active);
    }

    private static Optional<Wait> pending(Task task, SubTask subTask) {
        if (task.state().terminal() || task.direction() == Direction.BACKWARD) {
            return Optional.empty();
        }
        var needs = task.stepOf(subTask).needs();
        var open = ids(task, other -> needs.contains(other.stepId()) && !other.state().done());
        if (open.isEmpty()) {
            return Optional.of(drain(task)).filter(wait -> !wait.subTaskIds().isEmpty());
        }
        var names = needs.stream()
                .filter(need -> task.of(need).stream().anyMatch(other -> !other.state().done()))
                .collect(Collectors.joining(", "));
        return Optional.of(new Wait(Wait.Kind.UPSTREAM,
                new Text("waits for " + names, "等待上游: " + names), null, null, open));
    }

    private static List<Long> ids(Task task, Predicate<SubTask> which) {
        return task.subTasks().stream().filter(which).map(SubTask::id).toList();
    }
}
