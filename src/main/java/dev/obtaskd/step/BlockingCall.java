package dev.obtaskd.step;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntConsumer;

/** A call on a thread of {@link BlockingCalls}. */
public final class BlockingCall<T> {

    private enum State {
        QUEUED,
        RUNNING,
        ABANDONED,
        ENDED
    }

    private final CompletableFuture<T> result = new CompletableFuture<>();
    private final Callable<T> work;
    private final IntConsumer hanging;
    private State state = State.QUEUED;

    /**
     * @param hanging receives +1 when the call is abandoned and -1 when it ends after that
     */
    BlockingCall(Callable<T> work, IntConsumer hanging) {
        this.work = work;
        this.hanging = hanging;
    }

    /** The result, also of an abandoned call. */
    public CompletableFuture<T> result() {
        return result;
    }

    /** Waits for the end of the call, another event or the timeout; whether the call has ended. */
    public boolean await(CompletableFuture<?> orThis, Duration limit) throws InterruptedException {
        try {
            CompletableFuture.anyOf(result, orThis).get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException notInTime) {
            return result.isDone();
        }
        return result.isDone();
    }

    /** Abandons the call: if it runs, its thread is replaced and counted until it ends. */
    public void abandon() {
        if (move(State.RUNNING, State.ABANDONED)) {
            hanging.accept(1);
        }
    }

    /** Abandons the call; it will not start if it has not started yet. */
    public void drop() {
        abandon();
        if (move(State.QUEUED, State.ENDED)) {
            result.cancel(false);
        }
    }

    void run() {
        if (!move(State.QUEUED, State.RUNNING)) {
            return;
        }
        try {
            result.complete(work.call());
        } catch (Throwable failure) {
            result.completeExceptionally(failure);
        } finally {
            if (!move(State.RUNNING, State.ENDED) && move(State.ABANDONED, State.ENDED)) {
                hanging.accept(-1);
            }
        }
    }

    private synchronized boolean move(State from, State to) {
        if (state != from) {
            return false;
        }
        state = to;
        return true;
    }
}
