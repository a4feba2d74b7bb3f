package dev.obtaskd.engine;

import dev.obtaskd.store.StoredAnswer;
import dev.obtaskd.store.Tx;
import dev.obtaskd.task.Task;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Requests that come twice: the second gets the answer of the first, from the same transaction. */
final class Repeats {

    private Repeats() {}

    /**
     * What a request gets that came before; empty if it is new.
     *
     * @param again makes it of the stored answer
     * @param mismatch makes it of a key that another request has used
     */
    static <R> Optional<R> earlier(@Nullable Repeat repeat, Actor actor, Tx tx,
            Function<StoredAnswer, R> again, Function<String, R> mismatch) {
        return repeat == null ? Optional.empty() : tx.answer(actor.user(), repeat.key())
                .map(earlier -> earlier.requestHash().equals(repeat.requestHash())
                        ? again.apply(earlier)
                        : mismatch.apply(repeat.key()));
    }

    static void remember(@Nullable Repeat repeat, Task task, Tx tx) {
        if (repeat != null) {
            tx.remember(repeat.answer().apply(task));
        }
    }
}
