package dev.obtaskd.store.writer;

import dev.obtaskd.store.UnitOfWork;
import dev.obtaskd.store.jdbc.JdbcTransaction;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Something the writing thread has to do, and whoever waits for it. */
abstract sealed class WriteRequest<T> {

    private final CompletableFuture<T> future = new CompletableFuture<>();
    private final Executor answering;
    private final long handedIn = System.nanoTime();

    private WriteRequest(Executor answering) {
        this.answering = answering;
    }

    CompletableFuture<T> future() {
        return future;
    }

    /** Nanoseconds since it was handed in. */
    long age() {
        return System.nanoTime() - handedIn;
    }

    void fail(Throwable failure) {
        answering.execute(() -> future.completeExceptionally(failure));
    }

    void succeed(@Nullable T result) {
        answering.execute(() -> future.complete(result));
    }

    /** A unit that shares its transaction with others. */
    static final class Shared<T> extends WriteRequest<T> {
        private final UnitOfWork<T> unit;
        private @Nullable JdbcTransaction tx;
        private @Nullable T result;
        private @Nullable Throwable failure;

        Shared(UnitOfWork<T> unit, Executor answering) {
            super(answering);
            this.unit = unit;
        }

        void run(JdbcTransaction tx) {
            this.tx = tx;
            result = unit.run(tx);
        }

        void failed(Throwable failure) {
            this.failure = failure;
        }

        boolean kept() {
            return failure == null;
        }

        JdbcTransaction tx() {
            return tx;
        }

        /** Tells the caller how it went; to be called when that cannot change any more. */
        void answer() {
            if (failure == null) {
                succeed(result);
            } else {
                fail(failure);
            }
        }
    }

    /** Work with transactions of its own. */
    static final class Alone<T> extends WriteRequest<T> {
        private final Callable<T> work;

        Alone(Callable<T> work, Executor answering) {
            super(answering);
            this.work = work;
        }

        T run() throws Exception {
            return work.call();
        }
    }

    /** The last one. */
    static final class Stop extends WriteRequest<Void> {
        Stop() {
            super(Runnable::run);
        }
    }
}
