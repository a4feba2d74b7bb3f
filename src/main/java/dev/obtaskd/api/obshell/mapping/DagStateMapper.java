package dev.obtaskd.api.obshell.mapping;

import dev.obtaskd.api.obshell.mapping.DagState.Operator;
import dev.obtaskd.api.obshell.mapping.DagState.State;
import dev.obtaskd.task.AttemptKind;
import dev.obtaskd.task.AttemptTrigger;
import dev.obtaskd.task.Direction;
import dev.obtaskd.task.FailureCause;
import dev.obtaskd.task.SubTask;
import dev.obtaskd.task.SubTaskState;
import dev.obtaskd.task.Task;
import dev.obtaskd.task.TaskState;
import dev.obtaskd.task.TaskStep;
import java.util.List;

/**
 * Maps states to obshell's pairs of state and operator. A test writes the table in {@code
 * docs/obshell.md}, so a changed rule shows there as a changed line.
 */
public final class DagStateMapper {

    private DagStateMapper() {}

    /** State of a dag. */
    public static DagState of(Task task) {
        return switch (task.state()) {
            case PENDING -> new DagState(State.READY, Operator.RUN);
            case RUNNING -> new DagState(State.RUNNING, Operator.RUN);
            case TERMINATING -> new DagState(State.RUNNING, Operator.CANCEL);
            case FAILED ->
                    new DagState(State.FAILED, terminated(task) ? Operator.CANCEL : Operator.RUN);
            case ROLLING_BACK -> new DagState(State.RUNNING, Operator.ROLLBACK);
            case ROLLBACK_FAILED -> new DagState(State.FAILED, Operator.ROLLBACK);
            case SUCCEEDED -> new DagState(State.SUCCEED, Operator.RUN);
            case ROLLED_BACK -> new DagState(State.SUCCEED, Operator.ROLLBACK);
            case ABANDONED -> new DagState(State.SUCCEED, Operator.PASS);
        };
    }

    /** State of a sub task. */
    public static DagState of(Task task, SubTask subTask) {
        if (passed(task, subTask)) {
            return new DagState(State.SUCCEED, Operator.PASS);
        }
        return switch (subTask.state()) {
            case PENDING -> new DagState(State.PENDING, Operator.RUN);
            case READY -> new DagState(State.READY, kind(subTask));
            case WAITING, RUNNING, CANCELING, ROLLING_BACK ->
                    new DagState(State.RUNNING, kind(subTask));
            case TERMINATED -> new DagState(State.FAILED, Operator.RUN);
            case FAILED ->
                    new DagState(
                            State.FAILED,
                            subTask.cause() == FailureCause.UNDO
                                    ? Operator.ROLLBACK
                                    : Operator.RUN);
            case SUCCEEDED -> new DagState(State.SUCCEED, Operator.RUN);
            case SKIPPED -> new DagState(State.SUCCEED, Operator.PASS);
            case ROLLBACK_FAILED -> new DagState(State.FAILED, Operator.ROLLBACK);
            case ROLLED_BACK -> new DagState(State.SUCCEED, Operator.ROLLBACK);
        };
    }

    /** State of a node, which is a step with all its sub tasks. */
    public static DagState of(Task task, TaskStep step) {
        var subTasks = task.subTasksOf(step.id());
        return new DagState(state(task, subTasks), operator(task, subTasks));
    }

    private static State state(Task task, List<SubTask> subTasks) {
        if (subTasks.stream().anyMatch(subTask -> subTask.state().active())) {
            return State.RUNNING;
        }
        if (waitsForUndo(task, subTasks)) {
            return State.PENDING;
        }
        var states = subTasks.stream().map(subTask -> of(task, subTask).state()).toList();
        if (states.contains(State.FAILED)) {
            return State.FAILED;
        }
        if (states.contains(State.PENDING)) {
            return states.contains(State.SUCCEED) ? State.RUNNING : State.PENDING;
        }
        return State.SUCCEED;
    }

    /** During a rollback, obshell resets nodes that are not rolled back yet to PENDING. */
    private static boolean waitsForUndo(Task task, List<SubTask> subTasks) {
        return task.direction() == Direction.BACKWARD
                && !task.abandoned()
                && subTasks.stream().anyMatch(SubTask::toUndo)
                && subTasks.stream()
                        .noneMatch(subTask -> subTask.state() == SubTaskState.ROLLBACK_FAILED);
    }

    private static Operator operator(Task task, List<SubTask> subTasks) {
        if (subTasks.stream().anyMatch(subTask -> passed(task, subTask))) {
            return Operator.PASS;
        }
        if (task.direction() == Direction.BACKWARD
                && subTasks.stream().anyMatch(one -> touchedByRollback(task, one))) {
            return Operator.ROLLBACK;
        }
        if (subTasks.stream().anyMatch(subTask -> subTask.state() == SubTaskState.SKIPPED)) {
            return Operator.PASS;
        }
        if (subTasks.stream().anyMatch(DagStateMapper::canceled)) {
            return Operator.CANCEL;
        }
        return subTasks.stream().anyMatch(DagStateMapper::retried) ? Operator.RETRY : Operator.RUN;
    }

    private static boolean passed(Task task, SubTask subTask) {
        return task.state() == TaskState.ABANDONED
                && subTask.state() != SubTaskState.SUCCEEDED
                && subTask.state() != SubTaskState.ROLLED_BACK;
    }

    private static boolean touchedByRollback(Task task, SubTask subTask) {
        return (subTask.toUndo() && !task.abandoned())
                || subTask.state() == SubTaskState.ROLLBACK_FAILED
                || subTask.state() == SubTaskState.ROLLED_BACK;
    }

    /** Terminated by an operator; a timeout counts as failure. */
    private static boolean canceled(SubTask subTask) {
        var timedOut =
                subTask.attempt() != null && subTask.attempt().cause() == FailureCause.TIMEOUT;
        return subTask.state() == SubTaskState.TERMINATED
                || (subTask.state() == SubTaskState.CANCELING && !timedOut);
    }

    private static boolean retried(SubTask subTask) {
        return (subTask.queued() != null && subTask.queued().trigger() == AttemptTrigger.RETRY)
                || (subTask.attempt() != null
                        && subTask.attempt().trigger() == AttemptTrigger.RETRY);
    }

    private static Operator kind(SubTask subTask) {
        var kind =
                subTask.queued() != null
                        ? subTask.queued().kind()
                        : subTask.attempt() != null ? subTask.attempt().kind() : AttemptKind.RUN;
        return kind == AttemptKind.ROLLBACK ? Operator.ROLLBACK : Operator.RUN;
    }

    private static boolean terminated(Task task) {
        return task.subTasks().stream()
                        .anyMatch(subTask -> subTask.state() == SubTaskState.TERMINATED)
                && task.subTasks().stream()
                        .noneMatch(subTask -> subTask.state() == SubTaskState.FAILED);
    }
}
