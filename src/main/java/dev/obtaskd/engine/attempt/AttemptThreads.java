package dev.obtaskd.engine.attempt;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** The threads that run attempts and clean up after them. */
final class AttemptThreads {

    private static final Logger LOG = Logger.getLogger(AttemptThreads.class);

    private final ThreadPoolExecutor background =
            new ThreadPoolExecutor(
                    2,
                    2,
                    10,
                    TimeUnit.SECONDS,
                    new LinkedBlockingQueue<>(),
                    Thread.ofPlatform().daemon().name("aside-", 0).factory());

    /** As many as attempts need. A thread is reused: to start one costs more than a short step. */
    private final ThreadPoolExecutor attempts =
            new ThreadPoolExecutor(
                    0,
                    Integer.MAX_VALUE,
                    10,
                    TimeUnit.SECONDS,
                    new SynchronousQueue<>(),
                    Thread.ofPlatform().daemon().name("attempt-", 0).factory());

    AttemptThreads() {
        background.allowCoreThreadTimeOut(true);
    }

    /**
     * Does work on a thread of its own.
     *
     * @param virtual whether thousands of this sort may go on at once
     */
    void start(String name, boolean virtual, Runnable work) {
        if (virtual) {
            Thread.ofVirtual().name(name).start(work);
            return;
        }
        try {
            attempts.execute(named(name, work));
        } catch (OutOfMemoryError noThread) {
            // Called by the writing thread, which must not fail for this.
            LOG.warnf(
                    "No thread available (%s); %s runs on a shared one",
                    noThread.getMessage(), name);
            Thread.ofVirtual().name(name).start(work);
        }
    }

    private static Runnable named(String name, Runnable work) {
        return () -> {
            Thread.currentThread().setName(name);
            work.run();
        };
    }

    /** Does small work soon, such as deleting what is of no more use. */
    void runInBackground(Runnable work) {
        try {
            background.execute(work);
        } catch (OutOfMemoryError noThread) {
            LOG.warnf("No thread available: %s", noThread.getMessage());
            Thread.startVirtualThread(work);
        }
    }
}
