package dev.obtaskd.engine;

import dev.obtaskd.engine.attempt.EngineSettings;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Runs the engine: wake, run, catch, wait. All that is not due by a clock happens without it. */
@ApplicationScoped
public class EngineLoop {

    private static final Logger LOG = Logger.getLogger(EngineLoop.class);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

    private final EngineContext parts;
    private final TaskRecovery recover;
    private final TaskAdvancer advance;
    private final @Nullable Duration safetyTimer;
    private volatile boolean running;
    private volatile @Nullable Thread thread;

    EngineLoop(
            EngineContext parts,
            TaskRecovery recover,
            TaskAdvancer advance,
            EngineSettings settings) {
        this.parts = parts;
        this.recover = recover;
        this.advance = advance;
        var timer = settings.engine().safetyTimer();
        this.safetyTimer = timer.isZero() ? null : timer;
    }

    /** Before the port opens: everything unfinished is found again first. */
    void start(@Observes StartupEvent event) {
        var resumed = recover.runOnce();
        if (resumed > 0) {
            LOG.infof("%d running attempts found again", resumed);
        }
        running = true;
        thread = Thread.ofPlatform().name("engine-loop").daemon().start(this::run);
    }

    /** Whether everything unfinished has been found again, and the loop was started. */
    public boolean recovered() {
        return thread != null;
    }

    /** Whether the loop's thread runs. */
    public boolean alive() {
        var started = thread;
        return started != null && started.isAlive();
    }

    /** Attempts are left alive; the next life of the daemon finds them again. */
    void stop(@Observes ShutdownEvent event) {
        running = false;
        advance.stop();
        parts.launcher().detach();
        parts.waiter().wake();
    }

    private void run() {
        try {
            while (running) {
                parts.waiter().await(turn());
            }
        } catch (InterruptedException stopped) {
            LOG.debug("the loop was interrupted while it slept, and ends");
        }
    }

    /** How long to sleep; null for until woken. */
    private @Nullable Duration turn() {
        try {
            return untilNext(advance.runOnce().nextDue());
        } catch (RuntimeException failure) {
            if (running) {
                LOG.warnf("the engine's turn failed and is tried again: %s", failure);
            }
            return AFTER_FAILURE;
        }
    }

    private @Nullable Duration untilNext(@Nullable Instant due) {
        if (due == null) {
            return safetyTimer;
        }
        var left = Duration.between(parts.clock().instant(), due);
        return safetyTimer == null || left.compareTo(safetyTimer) < 0 ? left : safetyTimer;
    }
}
