package dev.obtaskd.task;

import dev.obtaskd.text.Messages;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Which operations are possible now and, if not, why: the tables "operation × state" of the task
 * center. Page, CLI and both APIs use this answer; none has rules of its own. Roles come on top.
 */
public final class AllowedOperations {

    private static final Messages MESSAGES = Messages.of("task");

    private AllowedOperations() {}

    /** One answer for each operation on the task. */
    public static List<AllowedOperation> of(Task task) {
        return Arrays.stream(TaskOp.values()).map(op -> of(task, op)).toList();
    }

    /** One answer for each operation on a sub task of the task. */
    public static List<AllowedOperation> of(Task task, SubTask subTask) {
        return Arrays.stream(SubTaskOp.values()).map(op -> of(task, subTask, op)).toList();
    }

    /** Whether an operation on the task is possible. */
    public static AllowedOperation of(Task task, TaskOp op) {
        var state = task.state();
        if (state.terminal()) {
            return refuse(op.apiName(), "task.finished", state);
        }
        return switch (op) {
            case TERMINATE -> terminate(task, state);
            case RETRY ->
                    failedOnly(
                            task,
                            op.apiName(),
                            stepRefusing(task, failed(), step -> !step.allow().retry()),
                            "retry");
            case ROLLBACK ->
                    failedOnly(
                            task,
                            op.apiName(),
                            stepRefusing(task, SubTask::toUndo, noRollback()),
                            "rollback");
            case ABANDON -> failedOnly(task, op.apiName(), Optional.empty(), "abandon");
        };
    }

    /** Whether an operation on a sub task is possible. */
    public static AllowedOperation of(Task task, SubTask subTask, SubTaskOp op) {
        if (task.state().terminal()) {
            return refuse(op.apiName(), "task.finished", task.state());
        }
        return switch (op) {
            case TERMINATE -> terminate(task, subTask);
            case RETRY ->
                    retryOrSkip(task, subTask, op.apiName(), task.stepOf(subTask).allow().retry());
            case SKIP ->
                    retryOrSkip(task, subTask, op.apiName(), task.stepOf(subTask).allow().skip());
        };
    }

    private static AllowedOperation terminate(Task task, TaskState state) {
        var op = TaskOp.TERMINATE.apiName();
        if (state.failed()) {
            return refuse(op, "task.not-active");
        }
        return stepRefusing(
                        task, subTask -> subTask.state().active(), step -> !step.allow().cancel())
                .map(step -> refusedByStep(op, "cancel", step))
                .orElseGet(() -> AllowedOperation.allow(op));
    }

    private static AllowedOperation failedOnly(
            Task task, String op, Optional<TaskStep> refusing, String what) {
        var state = task.state();
        if (!state.failed()) {
            return refuse(op, "task.not-failed", state);
        }
        return refusing.map(step -> refusedByStep(op, what, step))
                .orElseGet(() -> AllowedOperation.allow(op));
    }

    private static AllowedOperation terminate(Task task, SubTask subTask) {
        var op = SubTaskOp.TERMINATE.apiName();
        if (!subTask.state().active()) {
            return refuse(op, "subtask.not-active", subTask.state());
        }
        var step = task.stepOf(subTask);
        return step.allow().cancel()
                ? AllowedOperation.allow(op)
                : refusedByStep(op, "cancel", step);
    }

    /** Retry and skip: for what failed, in the direction the task goes. */
    private static AllowedOperation retryOrSkip(
            Task task, SubTask subTask, String op, boolean allowed) {
        if (!subTask.state().failed() && subTask.state() != SubTaskState.ROLLBACK_FAILED) {
            return refuse(op, "subtask.not-failed", subTask.state());
        }
        if (task.state() == TaskState.TERMINATING) {
            return refuse(op, "task.terminating");
        }
        if (subTask.state().failed() && task.direction() == Direction.BACKWARD) {
            return refuse(op, "task.rolling-back");
        }
        return allowed ? AllowedOperation.allow(op) : refusedByStep(op, op, task.stepOf(subTask));
    }

    private static AllowedOperation refuse(String op, String code, Object... arguments) {
        return AllowedOperation.refuse(op, code, MESSAGES.text("refused." + code, arguments));
    }

    private static AllowedOperation refusedByStep(String op, String what, TaskStep step) {
        return AllowedOperation.refuse(
                op, "step.no-" + what, MESSAGES.text("refused.step.not-allowed", step.id(), what));
    }

    private static Optional<TaskStep> stepRefusing(
            Task task, Predicate<SubTask> concerned, Predicate<TaskStep> refuses) {
        return task.subTasks().stream()
                .filter(concerned)
                .map(task::stepOf)
                .filter(refuses)
                .findFirst();
    }

    private static Predicate<SubTask> failed() {
        return subTask ->
                subTask.state().failed() || subTask.state() == SubTaskState.ROLLBACK_FAILED;
    }

    private static Predicate<TaskStep> noRollback() {
        return step -> step.rollback() == RollbackPolicy.NONE;
    }
}
