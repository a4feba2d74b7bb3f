package dev.obtaskd.store.writer;

import dev.obtaskd.store.UnitOfWork;
import dev.obtaskd.store.jdbc.JdbcTransaction;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
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
        private final UnitOfWork<T> unit;
        private @Nullable JdbcTransaction tx;
        private @Nullable T result;
        private @Nullable Throwable failure;

        Shared(UnitOfWork<T> unit, Executor completion) {
            super(completion);
            this.unit = unit;
        }

        void run(JdbcTransaction tx) {
            this.tx = tx;
            result = unit.run(tx);
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

    /** Work with a transaction of its own. */
    static final class Exclusive<T> extends WriteRequest<T> {
        private final Callable<T> work;

        Exclusive(Callable<T> work, Executor completion) {
            super(completion);
            this.work = work;
        }

        T run() throws Exception {
            return work.call();
        }
    }

    /** Ends the thread. */
    static final class Stop extends WriteRequest<Void> {
        Stop() {
            super(Runnable::run);
        }
    }
}
