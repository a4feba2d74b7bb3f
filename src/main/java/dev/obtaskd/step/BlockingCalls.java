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
 * Runs calls that may block in the system: a file on an unreachable server, a FIFO, a name server.
 * They run on platform threads, because a blocked virtual thread pins one of the few carrier
 * threads. A caller may abandon a call; its thread then remains until the system call returns, and
 * is counted.
 */
@ApplicationScoped
public class BlockingCalls {

    /**
     * The greatest number of abandoned calls of each sort that may hang at once; each holds a
     * thread.
     */
    static final int MOST_HANGING = 256;

    private static final Logger LOG = Logger.getLogger(BlockingCalls.class);
    private static final int PROBE_THREADS = 16;

    private final AtomicInteger hangingWork = new AtomicInteger();
    private final AtomicInteger hangingProbes = new AtomicInteger();
    private final ThreadPoolExecutor probeThreads =
            new ThreadPoolExecutor(
                    PROBE_THREADS,
                    PROBE_THREADS,
                    10,
                    TimeUnit.SECONDS,
                    new LinkedBlockingQueue<>(),
                    Thread.ofPlatform().daemon().name("probe-", 0).factory());

    public BlockingCalls() {
        probeThreads.allowCoreThreadTimeOut(true);
    }

    /**
     * Starts work that may take long, on a thread of its own.
     *
     * @throws IllegalStateException if too many abandoned calls hang, or if no thread can be
     *     created
     */
    public <T> BlockingCall<T> work(String name, Callable<T> work) {
        if (hangingWork.get() >= MOST_HANGING) {
            throw new IllegalStateException(
                    MOST_HANGING
                            + " earlier file operations still hang in system calls; no new one is"
                            + " started until some of them return");
        }
        var call = new BlockingCall<>(work, change -> count(name, hangingWork, change));
        try {
            Thread.ofPlatform().daemon().name(name).start(call::run);
        } catch (OutOfMemoryError noThread) {
            throw new IllegalStateException("no thread can be created: " + noThread.getMessage());
        }
        return call;
    }

    /**
     * Runs a short check on one of a few threads; a thread that hangs and is abandoned is replaced.
     */
    public <T> BlockingCall<T> probe(String name, Callable<T> probe) {
        var call = new BlockingCall<>(probe, change -> resize(count(name, hangingProbes, change)));
        try {
            probeThreads.execute(call::run);
        } catch (OutOfMemoryError noThread) {
            call.result().completeExceptionally(new IllegalStateException(noThread.getMessage()));
        }
        return call;
    }

    private static int count(String name, AtomicInteger hanging, int change) {
        var now = hanging.addAndGet(change);
        if (change > 0) {
            LOG.warnf(
                    "%s hangs in a system call and was abandoned; abandoned threads: %d",
                    name, now);
        } else {
            LOG.infof("%s, which was abandoned, has ended; abandoned threads: %d", name, now);
        }
        return now;
    }

    private synchronized void resize(int hanging) {
        var size = PROBE_THREADS + Math.min(hanging, MOST_HANGING);
        // In this order the core size never exceeds the maximum.
        probeThreads.setCorePoolSize(Math.min(size, probeThreads.getMaximumPoolSize()));
        probeThreads.setMaximumPoolSize(size);
        probeThreads.setCorePoolSize(size);
    }

    /** Completes when the attempt must stop or is detached. */
    public static CompletableFuture<Void> stopOf(StepContext context) {
        var stop = new CompletableFuture<Void>();
        context.cancellation().onRequest(() -> stop.complete(null));
        return stop;
    }
}
