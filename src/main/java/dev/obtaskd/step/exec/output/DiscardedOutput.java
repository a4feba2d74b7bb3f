package dev.obtaskd.step.exec.output;

import dev.obtaskd.step.exec.proc.Notifier;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

/**
 * Releases the disk space of output that exceeds the log limit, while the program writes it. Polls
 * on a thread of its own: while a busy disk blocks the reader for a second, the output may grow by
 * a gigabyte.
 */
final class DiscardedOutput {

    private static final Duration INTERVAL = Duration.ofMillis(10);

    /**
     * After so many polls without a hole the program pauses or has ended; the reader starts the
     * next polling.
     */
    private static final int MAX_EMPTY_POLLS = 100;

    private final HolePuncher hole;
    private final LongSupplier until;
    private final Executor aside;
    private final Notifier notifier = new Notifier();
    private CompletableFuture<Void> polling = CompletableFuture.completedFuture(null);
    private volatile boolean ended;

    /**
     * Starts without a hole.
     *
     * @param until the position where the hole may end now; never decreases
     * @param aside runs the polling
     */
    DiscardedOutput(long worth, HolePuncher.Maker maker, LongSupplier until, Executor aside) {
        this.hole = new HolePuncher(worth, maker, Runnable::run);
        this.until = until;
        this.aside = aside;
    }

    /** Output after the position will be discarded. */
    void beyond(long from) {
        if (polling.isDone() && hole.due(from, until.getAsLong())) {
            polling = CompletableFuture.runAsync(() -> poll(from), aside);
        }
    }

    /** Stops polling until the next {@link #beyond}. */
    void rest() {
        ended = true;
        notifier.signal();
        polling.handle((polled, broken) -> polled).join();
        ended = false;
    }

    private void poll(long from) {
        var empty = 0;
        do {
            empty = hole.grow(from, until.getAsLong()) ? 0 : empty + 1;
            sleep();
        } while (!ended && empty < MAX_EMPTY_POLLS);
    }

    private void sleep() {
        try {
            notifier.await(INTERVAL);
        } catch (InterruptedException e) {
            throw new IllegalStateException("this thread is never interrupted", e);
        }
    }
}
