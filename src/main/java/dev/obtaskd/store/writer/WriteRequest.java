package dev.obtaskd.store.writer;

import dev.obtaskd.store.h2.StoreSnapshot;
import dev.obtaskd.store.jdbc.JdbcTransaction;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A request to the writing thread, with the future of its caller. */
abstract sealed class WriteRequest<T> {

    private final CompletableFuture<T> future = new CompletableFuture<>();
    private final Executor completion;
    private final long submittedAt = System.nanoTime();

    private WriteRequest(Executor completion) {
        this.completion = completion;
    }

    CompletableFuture<T> future() {
        return future;
    }

    /** Nanoseconds since it was submitted. */
    long age() {
        return System.nanoTime() - submittedAt;
    }

    void fail(Throwable failure) {
        completion.execute(() -> future.completeExceptionally(failure));
    }

    void succeed(@Nullable T result) {
        completion.execute(() -> future.complete(result));
    }

    /** A unit that shares its transaction with others. */
    static final class Shared<T> extends WriteRequest<T> {
        private final Function<? super JdbcTransaction, T> unit;
        private @Nullable JdbcTransaction tx;
        private @Nullable T result;
        private @Nullable Throwable failure;

        Shared(Function<? super JdbcTransaction, T> unit, Executor completion) {
            super(completion);
            this.unit = unit;
        }

        void run(JdbcTransaction tx) {
            this.tx = tx;
            result = unit.apply(tx);
        }

        void failed(Throwable failure) {
            this.failure = failure;
        }

        /** Whether it has not failed so far. */
        boolean succeeded() {
            return failure == null;
        }

        boolean started() {
            return tx != null;
        }

        /**
         * Its part of the transaction.
         *
         * @throws NullPointerException if it has not started
         */
        JdbcTransaction tx() {
            return Objects.requireNonNull(tx);
        }

        /** Completes the future; to be called when the outcome cannot change any more. */
        void complete() {
            if (failure == null) {
                succeed(result);
            } else {
                fail(failure);
            }
        }
    }

    /** Pins the newest version of the store, between two transactions. */
    static final class Snapshot extends WriteRequest<StoreSnapshot> {
        Snapshot() {
            super(Runnable::run);
        }
    }

    /** Ends the thread. */
    static final class Stop extends WriteRequest<Void> {
        Stop() {
            super(Runnable::run);
        }
    }
}
