package dev.obtaskd.step.exec.process;

import dev.obtaskd.step.exec.proc.AttemptFiles;
import dev.obtaskd.step.exec.proc.ProcessTag;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Has wrappers ready for the attempts to come: most steps take less time than it takes to begin
 * one. A parent whose wrapper has ended begins the next; where it is still in use, another parent
 * is begun, but not while a short program runs.
 */
public final class WrapperPool implements AutoCloseable {

    /**
     * So many wait once there was a step: the next one often comes before the last wrapper's parent
     * has begun another.
     */
    private static final int LEAST = 2;

    /** So many wait at most when a crowd of steps has ended. */
    private static final int MOST = 4;

    /** Most programs have ended by then, and their parents have the next wrapper. */
    private static final Duration SHORT = Duration.ofMillis(30);

    private static final Executor ASIDE =
            work -> Thread.ofPlatform().daemon().name("spare-wrapper").start(work);
    private static final Executor LATER =
            CompletableFuture.delayedExecutor(SHORT.toMillis(), TimeUnit.MILLISECONDS, ASIDE);

    private final AttemptScript script;
    private final String shell;
    private final Deque<Wrapper> spare = new ArrayDeque<>();
    private boolean preparing;
    private boolean closed;

    /**
     * @param shell path of the shell for each
     */
    public WrapperPool(AttemptScript script, String shell) {
        this.script = script;
        this.shell = shell;
    }

    /**
     * The wrapper of an attempt that has none, or has none that is known of.
     *
     * @throws IOException if the host lacks what this needs: room on the disk, a process, setsid
     */
    public Wrapper take(AttemptFiles files) throws IOException {
        var kept = ProcessTag.kept(files);
        if (kept.isPresent()) {
            // A wrapper of an earlier life may carry it, and claim the attempt any moment.
            return begin(kept.get());
        }
        var wrapper = next();
        try {
            wrapper.cookie().keep(files);
            return wrapper;
        } catch (IOException noRoom) {
            wrapper.close();
            throw noRoom;
        }
    }

    private Wrapper next() throws IOException {
        for (var ready = poll(); ready != null; ready = poll()) {
            if (!ready.end().isDone() && ready.parent().isAlive()) {
                return ready;
            }
        }
        return begin(ProcessTag.fresh());
    }

    /** The one that began first, as the last may not be ready yet. */
    private synchronized @Nullable Wrapper poll() {
        return spare.pollFirst();
    }

    private Wrapper begin(ProcessTag cookie) throws IOException {
        return WrapperParent.begin(script, shell).next(cookie, this::ended);
    }

    /** Has one begun for the attempt to come, unless one is free by then. */
    public synchronized void prepare() {
        if (!preparing && spare.size() < LEAST) {
            preparing = true;
            LATER.execute(this::refill);
        }
    }

    private synchronized void refill() {
        preparing = false;
        if (!closed && spare.size() < LEAST) {
            try {
                spare.addLast(begin(ProcessTag.fresh()));
            } catch (IOException noProcessToSpare) {
                // The attempt that needs one tries again, and tells why it cannot be had.
            }
        }
    }

    private synchronized void ended(Wrapper wrapper) {
        spare.remove(wrapper);
        try {
            if (wrapper.told() && !closed && spare.size() < MOST && wrapper.parent().isAlive()) {
                spare.addLast(wrapper.parent().next(ProcessTag.fresh(), this::ended));
            } else {
                wrapper.parent().close();
            }
        } catch (IOException parentEnded) {
            // The next attempt begins another.
        }
    }

    /** Lets the spare ones go. */
    @Override
    public synchronized void close() throws IOException {
        closed = true;
        for (var wrapper : new ArrayList<>(spare)) {
            wrapper.close();
        }
        spare.clear();
    }
}
