package dev.obtaskd.task;

import static dev.obtaskd.task.SubTaskState.ROLLBACK_FAILED;

/** The one function that says in which state a task is. First match wins. */
final class TaskStateRules {

    private TaskStateRules() {}

    static TaskState of(Task task) {
        if (task.abandoned()) {
            return TaskState.ABANDONED;
        }
        if (task.terminating() && task.active()) {
            return TaskState.TERMINATING;
        }
        return switch (task.direction()) {
            case BACKWARD -> backward(task);
            case FORWARD -> forward(task);
        };
    }

    private static TaskState backward(Task task) {
        if (task.active()) {
            return TaskState.ROLLING_BACK;
        }
        if (task.subTasks().stream().anyMatch(subTask -> subTask.state() == ROLLBACK_FAILED)) {
            return TaskState.ROLLBACK_FAILED;
        }
        return task.subTasks().stream().anyMatch(SubTask::toUndo)
                ? TaskState.ROLLING_BACK
                : TaskState.ROLLED_BACK;
    }

    private static TaskState forward(Task task) {
        var subTasks = task.subTasks();
        if (subTasks.stream().allMatch(subTask -> subTask.state().done())) {
            return TaskState.SUCCEEDED;
        }
        var failed = subTasks.stream().anyMatch(subTask -> subTask.state().failed());
        if (failed && !task.active()) {
            return TaskState.FAILED;
        }
        var started = subTasks.stream().anyMatch(subTask -> subTask.startedAt() != null);
        return started || failed ? TaskState.RUNNING : TaskState.PENDING;
    }
}
