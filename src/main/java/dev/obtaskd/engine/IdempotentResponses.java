package dev.obtaskd.engine;

import dev.obtaskd.store.StoredResponse;
import dev.obtaskd.store.Transaction;
import dev.obtaskd.task.Task;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Answers a repeated request with the stored response of the first, in the same transaction. */
final class IdempotentResponses {

    private IdempotentResponses() {}

    /**
     * The result of a repeated request; empty if the request is new.
     *
     * @param again makes it of the stored answer
     * @param mismatch makes it of a key that another request has used
     */
    static <R> Optional<R> earlier(
            @Nullable IdempotentRequest repeat,
            Actor actor,
            Transaction tx,
            Function<StoredResponse, R> again,
            Function<String, R> mismatch) {
        return repeat == null
                ? Optional.empty()
                : tx.answer(actor.user(), repeat.key())
                        .map(
                                earlier ->
                                        earlier.requestHash().equals(repeat.requestHash())
                                                ? again.apply(earlier)
                                                : mismatch.apply(repeat.key()));
    }

    static void remember(@Nullable IdempotentRequest repeat, Task task, Transaction tx) {
        if (repeat != null) {
            tx.remember(repeat.answer().apply(task));
        }
    }
}
