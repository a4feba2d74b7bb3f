package dev.obtaskd.api.v2.event;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Runs something when it is requested: at once after a quiet time, else at most four times a
 * second. A request during a run leads to another run.
 */
final class Coalescer {

    static final Duration INTERVAL = Duration.ofMillis(250);

    private final ScheduledExecutorService thread;
    private final Runnable work;
    private final AtomicBoolean requested = new AtomicBoolean();
    private volatile long lastRun = System.nanoTime() - INTERVAL.toNanos();

    /**
     * @param thread runs the work; has one thread
     */
    Coalescer(ScheduledExecutorService thread, Runnable work) {
        this.thread = thread;
        this.work = work;
    }

    /** Requests a run. May be called by any thread; does not block. */
    void request() {
        request(Duration.ZERO);
    }

    /** Requests a run after a delay. */
    void request(Duration delay) {
        if (!requested.get() && requested.compareAndSet(false, true)) {
            var pause = lastRun + INTERVAL.toNanos() - System.nanoTime();
            var nanos = Math.max(pause, delay.toNanos());
            if (nanos <= 0) {
                thread.execute(this::run);
            } else {
                thread.schedule(this::run, nanos, TimeUnit.NANOSECONDS);
            }
        }
    }

    private void run() {
        requested.set(false);
        lastRun = System.nanoTime();
        work.run();
    }
}
