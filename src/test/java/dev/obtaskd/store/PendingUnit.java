package dev.obtaskd.store;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** A unit that waits for its batch, and whoever waits for its answer. */
public record PendingUnit<T>(UnitOfWork<T> unit, CompletableFuture<T> answer, Executor answering) {

    public void fail(Throwable failure) {
        answering.execute(() -> answer.completeExceptionally(failure));
    }
}
