package dev.obtaskd.engine;

import dev.obtaskd.catalogue.operation.OperationFlaw;
import dev.obtaskd.catalogue.operation.ParameterError;
import dev.obtaskd.exclusion.Hold;
import dev.obtaskd.store.IdempotencyRecord;
import dev.obtaskd.task.Task;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of a submission. All but {@link Accepted} and {@link IdempotentReplay} changed nothing.
 */
public sealed interface SubmitResult {

    /** The task is on disk. */
    record Accepted(Task task) implements SubmitResult {}

    /** The same request was accepted before; its response is sent again. */
    record IdempotentReplay(IdempotencyRecord record) implements SubmitResult {}

    /** The idempotency key was used before for another request. */
    record IdempotencyMismatch(String key) implements SubmitResult {}

    /** The catalogue has no such operation. */
    record UnknownOperation(String name) implements SubmitResult {}

    /**
     * The operation cannot be used.
     *
     * @param flaw the first in its file
     */
    record Disabled(String name, OperationFlaw flaw) implements SubmitResult {}

    /** The request is not what the operation asks for. */
    record Invalid(List<ParameterError> errors) implements SubmitResult {}

    /**
     * Another unfinished task excludes it.
     *
     * @param holder the task behind the hold; null only if it ended in between
     */
    record Held(Hold by, @Nullable Task holder) implements SubmitResult {}

    /** There are too many unfinished tasks already. */
    record TooMany(int limit) implements SubmitResult {}

    /** The disk is nearly full. */
    record DiskLow() implements SubmitResult {}
}
