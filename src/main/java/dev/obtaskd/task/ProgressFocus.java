package dev.obtaskd.task;

import java.util.List;
import java.util.Optional;

/** The sub task that "locate current progress" (定位当前进度) jumps to. */
public final class ProgressFocus {

    private static final List<SubTaskState> FIRST_TO_LAST =
            List.of(
                    SubTaskState.FAILED,
                    SubTaskState.TERMINATED,
                    SubTaskState.ROLLBACK_FAILED,
                    SubTaskState.RUNNING,
                    SubTaskState.ROLLING_BACK,
                    SubTaskState.CANCELING,
                    SubTaskState.WAITING,
                    SubTaskState.READY,
                    SubTaskState.PENDING);

    private ProgressFocus() {}

    /** What failed, else what goes on, else what comes next, else the last that ended. */
    public static Optional<SubTask> of(Task task) {
        var order = task.direction() == Direction.BACKWARD ? backward() : FIRST_TO_LAST;
        for (var state : order) {
            var found =
                    task.subTasks().stream()
                            .filter(subTask -> subTask.state() == state)
                            .findFirst();
            if (found.isPresent()) {
                return found;
            }
        }
        return task.subTasks().stream()
                .reduce((one, other) -> endedLater(one, other) ? one : other);
    }

    /** On the way back, what failed going forward only waits for its undo. */
    private static List<SubTaskState> backward() {
        var order = new java.util.ArrayList<>(FIRST_TO_LAST);
        order.removeAll(
                List.of(SubTaskState.FAILED, SubTaskState.TERMINATED, SubTaskState.PENDING));
        return order;
    }

    private static boolean endedLater(SubTask one, SubTask other) {
        return one.endedAt() != null
                && (other.endedAt() == null || one.endedAt().isAfter(other.endedAt()));
    }
}
