package dev.obtaskd.api.obshell;

import dev.obtaskd.api.obshell.Phase.Operator;
import dev.obtaskd.api.obshell.Phase.State;
import dev.obtaskd.task.AttemptKind;
import dev.obtaskd.task.Cause;
import dev.obtaskd.task.Direction;
import dev.obtaskd.task.Step;
import dev.obtaskd.task.SubTask;
import dev.obtaskd.task.SubTaskState;
import dev.obtaskd.task.Task;
import dev.obtaskd.task.TaskState;
import dev.obtaskd.task.Trigger;
import java.util.List;

/**
 * The total mapping from our states to obshell's pairs. A test prints it into {@code docs/obshell.md};
 * a changed rule shows there as a changed line.
 */
final class Phases {

    private Phases() {}

    /** Of a dag. */
    static Phase of(Task task) {
        return switch (task.state()) {
            case PENDING -> new Phase(State.READY, Operator.RUN);
            case RUNNING -> new Phase(State.RUNNING, Operator.RUN);
            case TERMINATING -> new Phase(State.RUNNING, Operator.CANCEL);
            case FAILED -> new Phase(State.FAILED, terminated(task) ? Operator.CANCEL : Operator.RUN);
            case ROLLING_BACK -> new Phase(State.RUNNING, Operator.ROLLBACK);
            case ROLLBACK_FAILED -> new Phase(State.FAILED, Operator.ROLLBACK);
            case SUCCEEDED -> new Phase(State.SUCCEED, Operator.RUN);
            case ROLLED_BACK -> new Phase(State.SUCCEED, Operator.ROLLBACK);
            case ABANDONED -> new Phase(State.SUCCEED, Operator.PASS);
        };
    }

    /** Of a sub task. */
    static Phase of(Task task, SubTask subTask) {
        if (passed(task, subTask)) {
            return new Phase(State.SUCCEED, Operator.PASS);
        }
        return switch (subTask.state()) {
            case PENDING -> new Phase(State.PENDING, Operator.RUN);
            case READY -> new Phase(State.READY, kind(subTask));
            case WAITING, RUNNING, CANCELING, ROLLING_BACK -> new Phase(State.RUNNING, kind(subTask));
            case TERMINATED -> new Phase(State.FAILED, Operator.RUN);
            case FAILED -> new Phase(State.FAILED, subTask.cause() == Cause.UNDO ? Operator.ROLLBACK : Operator.RUN);
            case SUCCEEDED -> new Phase(State.SUCCEED, Operator.RUN);
            case SKIPPED -> new Phase(State.SUCCEED, Operator.PASS);
            case ROLLBACK_FAILED -> new Phase(State.FAILED, Operator.ROLLBACK);
            case ROLLED_BACK -> new Phase(State.SUCCEED, Operator.ROLLBACK);
        };
    }

    /** Of a node: a step with all its sub tasks. */
    static Phase of(Task task, Step step) {
        var subTasks = task.of(step.id());
        return new Phase(state(task, subTasks), operator(task, subTasks));
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

    /** obshell sets every node that is still to be undone back to PENDING. */
    private static boolean waitsForUndo(Task task, List<SubTask> subTasks) {
        return task.direction() == Direction.BACKWARD
                && !task.abandoned()
                && subTasks.stream().anyMatch(SubTask::toUndo)
                && subTasks.stream().noneMatch(subTask -> subTask.state() == SubTaskState.ROLLBACK_FAILED);
    }

    private static Operator operator(Task task, List<SubTask> subTasks) {
        if (subTasks.stream().anyMatch(subTask -> passed(task, subTask))) {
            return Operator.PASS;
        }
        if (task.direction() == Direction.BACKWARD && subTasks.stream().anyMatch(one -> touchedByRollback(task, one))) {
            return Operator.ROLLBACK;
        }
        if (subTasks.stream().anyMatch(subTask -> subTask.state() == SubTaskState.SKIPPED)) {
            return Operator.PASS;
        }
        if (subTasks.stream().anyMatch(Phases::canceled)) {
            return Operator.CANCEL;
        }
        return subTasks.stream().anyMatch(Phases::retried) ? Operator.RETRY : Operator.RUN;
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

    /** Stopped by a person; what its time-out stops has simply failed. */
    private static boolean canceled(SubTask subTask) {
        var timedOut = subTask.attempt() != null && subTask.attempt().cause() == Cause.TIMEOUT;
        return subTask.state() == SubTaskState.TERMINATED || (subTask.state() == SubTaskState.CANCELING && !timedOut);
    }

    private static boolean retried(SubTask subTask) {
        return (subTask.queued() != null && subTask.queued().trigger() == Trigger.RETRY)
                || (subTask.attempt() != null && subTask.attempt().trigger() == Trigger.RETRY);
    }

    private static Operator kind(SubTask subTask) {
        var kind = subTask.queued() != null ? subTask.queued().kind()
                : subTask.attempt() != null ? subTask.attempt().kind() : AttemptKind.RUN;
        return kind == AttemptKind.ROLLBACK ? Operator.ROLLBACK : Operator.RUN;
    }

    private static boolean terminated(Task task) {
        return task.subTasks().stream().anyMatch(subTask -> subTask.state() == SubTaskState.TERMINATED)
                && task.subTasks().stream().noneMatch(subTask -> subTask.state() == SubTaskState.FAILED);
    }
}
