package dev.obtaskd.store;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** A unit that waits for its batch, and whoever waits for its answer. */
record Call<T>(Unit<T> unit, CompletableFuture<T> answer, Executor answering) {

    void fail(Throwable failure) {
        answering.execute(() -> answer.completeExceptionally(failure));
    }
}
