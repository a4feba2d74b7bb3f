package dev.obtaskd.engine;

import dev.obtaskd.store.IdempotencyRecord;
import dev.obtaskd.store.Transaction;
import dev.obtaskd.task.Task;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Finds and stores idempotency records in the transaction of their request. */
final class IdempotencyCheck {

    private IdempotencyCheck() {}

    /**
     * The result of a retried request; empty if the request is new.
     *
     * @param replay makes the result from the record of the first request
     * @param mismatch makes the result from a key that another request has used
     */
    static <R> Optional<R> findResult(
            @Nullable IdempotentRequest request,
            Actor actor,
            Transaction tx,
            Function<IdempotencyRecord, R> replay,
            Function<String, R> mismatch) {
        return request == null
                ? Optional.empty()
                : tx.findIdempotencyRecord(actor.user(), request.key())
                        .map(
                                earlier ->
                                        earlier.requestHash().equals(request.requestHash())
                                                ? replay.apply(earlier)
                                                : mismatch.apply(request.key()));
    }

    static void save(@Nullable IdempotentRequest request, Task task, Transaction tx) {
        if (request != null) {
            tx.insertIdempotencyRecord(request.toRecord().apply(task));
        }
    }
}
