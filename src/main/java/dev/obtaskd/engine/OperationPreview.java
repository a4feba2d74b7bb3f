package dev.obtaskd.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.obtaskd.catalogue.operation.ParameterChange;
import dev.obtaskd.exclusion.Hold;
import dev.obtaskd.task.AllowedOperation;
import dev.obtaskd.task.Direction;
import dev.obtaskd.task.Task;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
 * @param params the parameters after it; null if it does not change them
 */
public record OperationPreview(
        Task task,
        AllowedOperation allowedOperation,
        Direction direction,
        List<Long> runs,
        List<Long> undoes,
        ClaimChange claim,
        List<Hold> conflicts,
        @Nullable Params params) {

    /** One that does not change parameters. */
    OperationPreview(
            Task task,
            AllowedOperation allowedOperation,
            Direction direction,
            List<Long> runs,
            List<Long> undoes,
            ClaimChange claim,
            List<Hold> conflicts) {
        this(task, allowedOperation, direction, runs, undoes, claim, conflicts, null);
    }

    OperationPreview withParams(Params params) {
        return new OperationPreview(
                task, allowedOperation, direction, runs, undoes, claim, conflicts, params);
    }

    /**
     * Parameters after a change.
     *
     * @param after all of them, without secrets
     */
    public record Params(JsonNode after, List<Change> changes) {}

    /**
     * A parameter that would change.
     *
     * @param change without secrets
     * @param usedBy ids of sub tasks that succeeded with the old value and would not run again
     */
    public record Change(ParameterChange change, List<Long> usedBy) {}

    /** What becomes of a task's claim. */
    public enum ClaimChange {
        TAKEN,
        KEPT,
        FREED,
        NONE
    }
}
