package dev.obtaskd.engine;

import dev.obtaskd.exclusion.Hold;
import dev.obtaskd.task.AllowedOperation;
import dev.obtaskd.task.Direction;
import dev.obtaskd.task.Task;
import java.util.List;

/**
 * What an operation would do, if it were asked for now.
 *
 * @param task as it is now
 * @param allowedOperation whether it is possible at all
 * @param direction in which the task would go
 * @param runs ids of the sub tasks that would run, in order
 * @param undoes ids of the sub tasks that would be undone, in order
 * @param claim what would become of the task's claim
 * @param conflicts the holds in its way
 */
public record OperationPreview(
        Task task,
        AllowedOperation allowedOperation,
        Direction direction,
        List<Long> runs,
        List<Long> undoes,
        ClaimChange claim,
        List<Hold> conflicts) {

    /** What becomes of a task's claim. */
    public enum ClaimChange {
        TAKEN,
        KEPT,
        FREED,
        NONE
    }
}
