package dev.obtaskd.engine;

import dev.obtaskd.store.StoredAnswer;
import dev.obtaskd.store.Tx;
import dev.obtaskd.task.Task;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Requests that come twice: the second gets the answer of the first, from the same transaction. */
final class Repeats {

    private Repeats() {}

    static Optional<StoredAnswer> earlier(@Nullable Repeat repeat, Actor actor, Tx tx) {
        return repeat == null ? Optional.empty() : tx.answer(actor.user(), repeat.key());
    }

    static boolean same(StoredAnswer earlier, Repeat repeat) {
        return earlier.requestHash().equals(repeat.requestHash());
    }

    static void remember(@Nullable Repeat repeat, Task task, Tx tx) {
        if (repeat != null) {
            tx.remember(repeat.answer().apply(task));
        }
    }
}
