package dev.obtaskd.step.exec.output;

import dev.obtaskd.step.exec.proc.Notifier;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

/**
 * Gives the disk back what a flood says beyond what its log will take, as long as the flood lasts.
 * It looks for itself: while a busy disk holds up the reader for a second, a flood may gain a
 * gigabyte.
 */
final class DiscardedOutput {

    private static final Duration LOOK = Duration.ofMillis(10);

    /**
     * So many looks without a part, and the flood is over, or makes a break; its reader will find
     * the next.
     */
    private static final int OVER = 100;

    private final HolePuncher hole;
    private final LongSupplier until;
    private final Executor aside;
    private final Notifier wake = new Notifier();
    private CompletableFuture<Void> looking = CompletableFuture.completedFuture(null);
    private volatile boolean ended;

    /**
     * An overflow of nothing yet.
     *
     * @param until says where the hole may end now, and never less than before
     * @param aside where it looks
     */
    DiscardedOutput(long worth, HolePuncher.Maker maker, LongSupplier until, Executor aside) {
        this.hole = new HolePuncher(worth, maker, Runnable::run);
        this.until = until;
        this.aside = aside;
    }

    /** What comes after the position will be left out. */
    void beyond(long from) {
        if (looking.isDone() && hole.due(from, until.getAsLong())) {
            looking = CompletableFuture.runAsync(() -> look(from), aside);
        }
    }

    /** Ends the looking, until it is told of more. */
    void rest() {
        ended = true;
        wake.ring();
        looking.handle((looked, broken) -> looked).join();
        ended = false;
    }

    private void look(long from) {
        var empty = 0;
        do {
            empty = hole.grow(from, until.getAsLong()) ? 0 : empty + 1;
            sleep();
        } while (!ended && empty < OVER);
    }

    private void sleep() {
        try {
            wake.await(LOOK);
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts this thread", e);
        }
    }
}
