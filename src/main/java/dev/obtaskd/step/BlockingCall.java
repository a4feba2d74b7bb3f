package dev.obtaskd.step;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntConsumer;

/** One of the {@link BlockingCalls}. */
public final class BlockingCall<T> {

    private enum State {
        QUEUED,
        RUNNING,
        GIVEN_UP,
        ENDED
    }

    private final CompletableFuture<T> answer = new CompletableFuture<>();
    private final Callable<T> work;
    private final IntConsumer hanging;
    private State state = State.QUEUED;

    /**
     * @param hanging is told +1 when it is given up, and -1 when it has ended after that
     */
    BlockingCall(Callable<T> work, IntConsumer hanging) {
        this.work = work;
        this.hanging = hanging;
    }

    /** Its result, once it has ended; also after it was given up. */
    public CompletableFuture<T> answer() {
        return answer;
    }

    /**
     * Waits until it has ended or something else happens, for a limited time; whether it has ended.
     */
    public boolean await(CompletableFuture<?> orThis, Duration limit) throws InterruptedException {
        try {
            CompletableFuture.anyOf(answer, orThis).get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException notInTime) {
            return answer.isDone();
        }
        return answer.isDone();
    }

    /** Stops waiting for it: if it runs, its thread is replaced and counted until it ends. */
    public void giveUp() {
        if (move(State.RUNNING, State.GIVEN_UP)) {
            hanging.accept(1);
        }
    }

    /** Gives it up, and if it has not begun yet it never will. */
    public void drop() {
        giveUp();
        if (move(State.QUEUED, State.ENDED)) {
            answer.cancel(false);
        }
    }

    void run() {
        if (!move(State.QUEUED, State.RUNNING)) {
            return;
        }
        try {
            answer.complete(work.call());
        } catch (Throwable failure) {
            answer.completeExceptionally(failure);
        } finally {
            if (!move(State.RUNNING, State.ENDED) && move(State.GIVEN_UP, State.ENDED)) {
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
