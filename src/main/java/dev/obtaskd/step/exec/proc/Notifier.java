package dev.obtaskd.step.exec.proc;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** A bell that one thread waits for and others ring; ringing before the wait counts too. */
public class Notifier {

    private final Semaphore rings = new Semaphore(0);

    public void ring() {
        if (rings.availablePermits() == 0) {
            rings.release();
        }
    }

    /** Returns when it rings or the time is over. */
    public void await(Duration atMost) throws InterruptedException {
        if (rings.tryAcquire(atMost.toNanos(), TimeUnit.NANOSECONDS)) {
            rings.drainPermits();
        }
    }
}
