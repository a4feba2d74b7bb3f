package dev.obtaskd.engine;

import dev.obtaskd.exclusion.Hold;
import dev.obtaskd.store.StoredAnswer;
import dev.obtaskd.task.Permit;
import dev.obtaskd.task.Task;
import org.jspecify.annotations.Nullable;

/** What came of an operation. All but {@link Accepted} and {@link Repeated} changed nothing. */
public sealed interface Controlled {

    /** It is on disk. */
    record Accepted(Task task) implements Controlled {}

    /** The same request was accepted before; this is what it was answered. */
    record Repeated(StoredAnswer answer) implements Controlled {}

    /** The key was used before for another request. */
    record Mismatch(String key) implements Controlled {}

    /** There is no such task or sub task. */
    record Unknown() implements Controlled {}

    /** It is not possible in the state the task is in. */
    record Refused(Permit why, Task current) implements Controlled {}

    /** The task would have to take its claim back, and another unfinished task holds it. */
    record Held(Hold by, @Nullable Task holder, Task current) implements Controlled {}

    /** The task gave its claim back, and a newer task has used it since. */
    record Expired(@Nullable Task newer, Task current) implements Controlled {}

    /** The task has changed since the caller looked. */
    record VersionChanged(Task current) implements Controlled {}

    /** Somebody else changed the task while this was decided. */
    record Raced(Task current) implements Controlled {}
}
