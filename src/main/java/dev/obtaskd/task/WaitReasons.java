package dev.obtaskd.task;

import dev.obtaskd.id.AgentAddress;
import dev.obtaskd.text.Messages;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Says what a task or sub task waits for. {@code own} says which addresses are this agent's. */
public final class WaitReasons {

    private static final Messages MESSAGES = Messages.of("task");

    private WaitReasons() {}

    /**
     * Why the task as a whole does not go on; empty if something of it runs, or it has come to
     * rest.
     */
    public static Optional<WaitReason> of(Task task, Predicate<AgentAddress> own) {
        var state = task.state();
        if (state == TaskState.RUNNING
                && task.subTasks().stream().anyMatch(subTask -> subTask.state().failed())) {
            return Optional.of(drain(task));
        }
        if (!task.active() || task.subTasks().stream().anyMatch(SubTask::occupiesWorker)) {
            return Optional.empty();
        }
        return task.subTasks().stream()
                .filter(subTask -> subTask.state().active())
                .findFirst()
                .flatMap(subTask -> of(task, subTask, own));
    }

    /** Why a sub task does not run; empty if it runs or has ended. */
    public static Optional<WaitReason> of(Task task, SubTask subTask, Predicate<AgentAddress> own) {
        return switch (subTask.state()) {
            case WAITING -> Optional.ofNullable(subTask.waiting()).map(WaitReasons::named);
            case READY -> Optional.of(ready(task, subTask, own));
            case PENDING -> pending(task, subTask);
            case RUNNING,
                    CANCELING,
                    TERMINATED,
                    FAILED,
                    SUCCEEDED,
                    SKIPPED,
                    ROLLING_BACK,
                    ROLLBACK_FAILED,
                    ROLLED_BACK ->
                    Optional.empty();
        };
    }

    private static WaitReason ready(Task task, SubTask subTask, Predicate<AgentAddress> own) {
        var here = own.test(subTask.host());
        return new WaitReason(
                here ? WaitReason.Kind.WORKER : WaitReason.Kind.AGENT,
                here
                        ? MESSAGES.text("wait.worker")
                        : MESSAGES.text("wait.agent", subTask.host().toString()),
                WaitTimes.ready(task, subTask),
                null,
                List.of());
    }

    private static WaitReason named(WaitCause waiting) {
        var kind =
                switch (waiting.reason()) {
                    case RETRY -> WaitReason.Kind.RETRY;
                    case CONDITION -> WaitReason.Kind.CONDITION;
                    case CLAIM -> WaitReason.Kind.CLAIM;
                    case AGENT -> WaitReason.Kind.AGENT;
                };
        return new WaitReason(kind, waiting.text(), waiting.since(), waiting.until(), List.of());
    }

    private static WaitReason drain(Task task) {
        var active = ids(task, subTask -> subTask.state().active());
        return new WaitReason(
                WaitReason.Kind.DRAIN,
                MESSAGES.text("wait.drain", active.size()),
                WaitTimes.drain(task),
                null,
                active);
    }

    private static Optional<WaitReason> pending(Task task, SubTask subTask) {
        if (task.state().terminal() || task.direction() == Direction.BACKWARD) {
            return Optional.empty();
        }
        var needs = task.stepOf(subTask).needs();
        var open = ids(task, other -> needs.contains(other.stepId()) && !other.state().done());
        if (open.isEmpty()) {
            return Optional.of(drain(task)).filter(wait -> !wait.subTaskIds().isEmpty());
        }
        var names =
                needs.stream()
                        .filter(
                                need ->
                                        task.subTasksOf(need).stream()
                                                .anyMatch(other -> !other.state().done()))
                        .collect(Collectors.joining(", "));
        return Optional.of(
                new WaitReason(
                        WaitReason.Kind.UPSTREAM,
                        MESSAGES.text("wait.upstream", names),
                        WaitTimes.upstream(task, subTask),
                        null,
                        open));
    }

    private static List<Long> ids(Task task, Predicate<SubTask> which) {
        return task.subTasks().stream().filter(which).map(SubTask::id).toList();
    }
}
