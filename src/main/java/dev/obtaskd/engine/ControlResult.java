package dev.obtaskd.engine;

import dev.obtaskd.exclusion.Hold;
import dev.obtaskd.store.IdempotencyRecord;
import dev.obtaskd.task.AllowedOperation;
import dev.obtaskd.task.Task;
import org.jspecify.annotations.Nullable;

/**
 * What came of an operation. All but {@link Accepted} and {@link IdempotentReplay} changed nothing.
 */
public sealed interface ControlResult {

    /** It is on disk. */
    record Accepted(Task task) implements ControlResult {}

    /** The same request was accepted before; its response is sent again. */
    record IdempotentReplay(IdempotencyRecord record) implements ControlResult {}

    /** The idempotency key was used before for another request. */
    record IdempotencyMismatch(String key) implements ControlResult {}

    /** There is no such task or sub task. */
    record Unknown() implements ControlResult {}

    /** It is not possible in the state the task is in. */
    record Refused(AllowedOperation why, Task current) implements ControlResult {}

    /** The task would have to take its claim back, and another unfinished task holds it. */
    record Held(Hold by, @Nullable Task holder, Task current) implements ControlResult {}

    /** The task gave its claim back, and a newer task has used it since. */
    record Expired(@Nullable Task newer, Task current) implements ControlResult {}

    /** The task has changed since the version that the caller insists on. */
    record VersionChanged(Task current) implements ControlResult {}

    /** The task was modified concurrently. */
    record ConcurrentUpdate(Task current) implements ControlResult {}
}
