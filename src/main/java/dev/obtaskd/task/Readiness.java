package dev.obtaskd.task;

import static dev.obtaskd.task.Direction.BACKWARD;
import static dev.obtaskd.task.Direction.FORWARD;
import static dev.obtaskd.task.SubTaskState.PENDING;

/**
 * Which sub tasks may start: forward, after all their upstream; backward, after all their
 * downstream.
 */
final class Readiness {

    private Readiness() {}

    /** Whether a waiting sub task's upstream is all done. */
    static boolean mayRun(Task task, SubTask subTask) {
        return task.direction() == FORWARD
                && subTask.state() == PENDING
                && upstreamDone(task, subTask);
    }

    static boolean upstreamDone(Task task, SubTask subTask) {
        return task.stepOf(subTask).needs().stream()
                .flatMap(need -> task.subTasksOf(need).stream())
                .allMatch(upstream -> upstream.state().done());
    }

    /**
     * Whether a sub task that has something to undo has nothing downstream that must be undone
     * before.
     */
    static boolean mayUndo(Task task, SubTask subTask) {
        return task.direction() == BACKWARD
                && subTask.toUndo()
                && !subTask.state().active()
                && task.subTasks().stream()
                        .filter(other -> other.toUndo() || other.state().active())
                        .noneMatch(
                                other ->
                                        task.graph()
                                                .ancestors(other.stepId())
                                                .contains(subTask.stepId()));
    }
}
