package dev.obtaskd.step;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * Calls that may hang in the system: a file on a server that is gone, a FIFO, a name server. They
 * run on platform threads, because a virtual thread that hangs holds one of the few threads that
 * all virtual threads share. A caller may give a call up; the thread then stays behind until the
 * system returns, and is counted.
 */
@ApplicationScoped
public class BlockingCalls {

    /** How many given up calls of each sort may hang at once; each holds a thread. */
    static final int MOST_HANGING = 256;

    private static final Logger LOG = Logger.getLogger(BlockingCalls.class);
    private static final int LOOKERS = 16;

    private final AtomicInteger hangingWork = new AtomicInteger();
    private final AtomicInteger hangingLooks = new AtomicInteger();
    private final ThreadPoolExecutor lookers =
            new ThreadPoolExecutor(
                    LOOKERS,
                    LOOKERS,
                    10,
                    TimeUnit.SECONDS,
                    new LinkedBlockingQueue<>(),
                    Thread.ofPlatform().daemon().name("look-", 0).factory());

    public BlockingCalls() {
        lookers.allowCoreThreadTimeOut(true);
    }

    /**
     * Begins work that may take long, on a thread of its own.
     *
     * @throws IllegalStateException if too many given up calls hang, or if the host has no thread
     *     to spare
     */
    public <T> BlockingCall<T> work(String name, Callable<T> work) {
        if (hangingWork.get() >= MOST_HANGING) {
            throw new IllegalStateException(
                    MOST_HANGING
                            + " earlier file operations still hang in the system; no more are"
                            + " begun");
        }
        var call = new BlockingCall<>(work, change -> count(name, hangingWork, change));
        try {
            Thread.ofPlatform().daemon().name(name).start(call::run);
        } catch (OutOfMemoryError noThread) {
            throw new IllegalStateException(
                    "the host has no thread to spare: " + noThread.getMessage());
        }
        return call;
    }

    /**
     * Takes a short look at something, on one of a few threads; one that hangs and is given up is
     * replaced.
     */
    public <T> BlockingCall<T> look(String name, Callable<T> look) {
        var call = new BlockingCall<>(look, change -> resize(count(name, hangingLooks, change)));
        try {
            lookers.execute(call::run);
        } catch (OutOfMemoryError noThread) {
            call.answer().completeExceptionally(new IllegalStateException(noThread.getMessage()));
        }
        return call;
    }

    private static int count(String name, AtomicInteger hanging, int change) {
        var now = hanging.addAndGet(change);
        if (change > 0) {
            LOG.warnf("%s hangs in the system and was given up; %d such threads now", name, now);
        } else {
            LOG.infof("%s, which was given up, has ended; %d such threads now", name, now);
        }
        return now;
    }

    private synchronized void resize(int hanging) {
        var size = LOOKERS + Math.min(hanging, MOST_HANGING);
        // In an order in which the core is never above the maximum.
        lookers.setCorePoolSize(Math.min(size, lookers.getMaximumPoolSize()));
        lookers.setMaximumPoolSize(size);
        lookers.setCorePoolSize(size);
    }

    /** Completes when the attempt is to stop, or is left to the next life of the daemon. */
    public static CompletableFuture<Void> stopOf(StepContext context) {
        var stop = new CompletableFuture<Void>();
        context.cancellation().onRequest(() -> stop.complete(null));
        return stop;
    }
}
