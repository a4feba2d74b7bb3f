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
 * Keeps spare wrappers: starting one takes longer than most steps. A parent whose wrapper has ended
 * starts the next one; while it is in use, another parent is started, but not while a short program
 * runs.
 */
public final class WrapperPool implements AutoCloseable {

    /**
     * The number of spares after a step: the next step often comes before the last parent has
     * started its next wrapper.
     */
    private static final int MIN_SPARES = 2;

    /** The greatest number of spares, after many steps have ended. */
    private static final int MAX_SPARES = 4;

    /** By then most programs have ended and their parents have started the next wrapper. */
    private static final Duration DELAY = Duration.ofMillis(30);

    private static final Executor THREADS =
            work -> Thread.ofPlatform().daemon().name("spare-wrapper").start(work);
    private static final Executor DELAYED =
            CompletableFuture.delayedExecutor(DELAY.toMillis(), TimeUnit.MILLISECONDS, THREADS);

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
     * Takes a wrapper for an attempt.
     *
     * @throws IOException if there is no disk space, process or setsid
     */
    public Wrapper take(AttemptFiles files) throws IOException {
        var stored = ProcessTag.stored(files);
        if (stored.isPresent()) {
            // A wrapper of an earlier daemon may carry this tag and claim the attempt at any
            // moment.
            return start(stored.get());
        }
        var wrapper = next();
        try {
            wrapper.tag().store(files);
            return wrapper;
        } catch (IOException diskFull) {
            wrapper.close();
            throw diskFull;
        }
    }

    private Wrapper next() throws IOException {
        for (var ready = poll(); ready != null; ready = poll()) {
            if (!ready.end().isDone() && ready.parent().isAlive()) {
                return ready;
            }
        }
        return start(ProcessTag.fresh());
    }

    /** The oldest one: the newest may not be ready yet. */
    private synchronized @Nullable Wrapper poll() {
        return spare.pollFirst();
    }

    private Wrapper start(ProcessTag tag) throws IOException {
        return WrapperParent.start(script, shell).next(tag, this::ended);
    }

    /** Starts a spare for the next attempt after a delay, unless one is free by then. */
    public synchronized void prepare() {
        if (!preparing && spare.size() < MIN_SPARES) {
            preparing = true;
            DELAYED.execute(this::refill);
        }
    }

    private synchronized void refill() {
        preparing = false;
        if (!closed && spare.size() < MIN_SPARES) {
            try {
                spare.addLast(start(ProcessTag.fresh()));
            } catch (IOException noProcess) {
                // The next attempt tries again and reports the error.
            }
        }
    }

    private synchronized void ended(Wrapper wrapper) {
        spare.remove(wrapper);
        try {
            if (wrapper.started()
                    && !closed
                    && spare.size() < MAX_SPARES
                    && wrapper.parent().isAlive()) {
                spare.addLast(wrapper.parent().next(ProcessTag.fresh(), this::ended));
            } else {
                wrapper.parent().close();
            }
        } catch (IOException parentEnded) {
            // The next attempt starts another parent.
        }
    }

    /** Ends the spares. */
    @Override
    public synchronized void close() throws IOException {
        closed = true;
        for (var wrapper : new ArrayList<>(spare)) {
            wrapper.close();
        }
        spare.clear();
    }
}
