package dev.obtaskd.engine;

import dev.obtaskd.exclusion.Hold;
import dev.obtaskd.store.StoredResponse;
import dev.obtaskd.task.AllowedOperation;
import dev.obtaskd.task.Task;
import org.jspecify.annotations.Nullable;

/** What came of an operation. All but {@link Accepted} and {@link Repeated} changed nothing. */
public sealed interface ControlResult {

    /** It is on disk. */
    record Accepted(Task task) implements ControlResult {}

    /** The same request was accepted before; this is what it was answered. */
    record Repeated(StoredResponse answer) implements ControlResult {}

    /** The key was used before for another request. */
    record Mismatch(String key) implements ControlResult {}

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
    record Raced(Task current) implements ControlResult {}
}
