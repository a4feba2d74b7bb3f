package dev.obtaskd.engine;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** A sleep that can be ended; a wake-up that comes before the sleep ends it at once. */
final class InterruptibleSleep {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition woken = lock.newCondition();
    private boolean pending;

    /**
     * Sleeps until {@link #wake} is called or the time is over; null means without limit.
     *
     * @return whether {@link #wake} was called
     */
    boolean await(@Nullable Duration atMost) throws InterruptedException {
        lock.lock();
        try {
            var left = atMost == null ? Long.MAX_VALUE : Math.max(0, atMost.toNanos());
            while (!pending && left > 0) {
                left = atMost == null ? waitForEver() : woken.awaitNanos(left);
            }
            var woke = pending;
            pending = false;
            return woke;
        } finally {
            lock.unlock();
        }
    }

    void wake() {
        lock.lock();
        try {
            pending = true;
            woken.signal();
        } finally {
            lock.unlock();
        }
    }

    private long waitForEver() throws InterruptedException {
        woken.await();
        return Long.MAX_VALUE;
    }
}
