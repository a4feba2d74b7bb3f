package dev.obtaskd.engine;

import dev.obtaskd.engine.attempt.EngineSettings;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Runs the engine whenever something is due. What is not due by the clock happens without it. */
@ApplicationScoped
public class EngineLoop {

    private static final Logger LOG = Logger.getLogger(EngineLoop.class);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

    private final EngineContext context;
    private final TaskRecovery recover;
    private final TaskAdvancer advance;
    private final @Nullable Duration safetyTimer;
    private volatile boolean running;
    private volatile @Nullable Thread thread;

    EngineLoop(
            EngineContext context,
            TaskRecovery recover,
            TaskAdvancer advance,
            EngineSettings settings) {
        this.context = context;
        this.recover = recover;
        this.advance = advance;
        var timer = settings.engine().safetyTimer();
        this.safetyTimer = timer.isZero() ? null : timer;
    }

    /** Recovers all unfinished tasks, before the port opens. */
    void start(@Observes StartupEvent event) {
        var resumed = recover.runOnce();
        if (resumed > 0) {
            LOG.infof("Recovered %d running attempts", resumed);
        }
        running = true;
        thread = Thread.ofPlatform().name("engine-loop").daemon().start(this::run);
    }

    /** Whether all unfinished tasks are recovered and the loop is started. */
    public boolean recovered() {
        return thread != null;
    }

    /** Whether the loop's thread runs. */
    public boolean alive() {
        var started = thread;
        return started != null && started.isAlive();
    }

    /** Requests that have begun are still answered, but start nothing. */
    void drain(@Observes ShutdownDelayInitiatedEvent event) {
        context.drain();
    }

    /** Leaves attempts running; the next start of the daemon recovers them. */
    void stop(@Observes ShutdownEvent event) {
        running = false;
        advance.stop();
        context.launcher().detach();
        context.waiter().wake();
    }

    private void run() {
        try {
            while (running) {
                context.waiter().await(runOnce());
            }
        } catch (InterruptedException stopped) {
            LOG.debug("The engine loop was interrupted and ends");
        }
    }

    /** How long to sleep; null for until woken. */
    private @Nullable Duration runOnce() {
        try {
            return untilNext(advance.runOnce().nextDue());
        } catch (RuntimeException failure) {
            if (running) {
                LOG.warnf("The engine failed and runs again in a second: %s", failure);
            }
            return AFTER_FAILURE;
        }
    }

    private @Nullable Duration untilNext(@Nullable Instant due) {
        if (due == null) {
            return safetyTimer;
        }
        var left = Duration.between(context.clock().instant(), due);
        return safetyTimer == null || left.compareTo(safetyTimer) < 0 ? left : safetyTimer;
    }
}
