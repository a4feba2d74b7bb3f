package dev.obtaskd.store;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** A unit of work waiting for its batch, with the future of its result. */
public record PendingUnit<T>(UnitOfWork<T> unit, CompletableFuture<T> answer, Executor answering) {

    public void fail(Throwable failure) {
        answering.execute(() -> answer.completeExceptionally(failure));
    }
}
