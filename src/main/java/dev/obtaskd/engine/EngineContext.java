package dev.obtaskd.engine;

import dev.obtaskd.engine.attempt.AttemptLauncher;
import dev.obtaskd.engine.attempt.EngineSettings;
import dev.obtaskd.engine.attempt.HostBoot;
import dev.obtaskd.engine.attempt.StepSpecs;
import dev.obtaskd.task.SubTask;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** What every engine transaction works with. */
@ApplicationScoped
class EngineContext {

    private final Clock clock;
    private final StepSpecs specs;
    private final AttemptLauncher launcher;
    private final HostBoot boot;
    private final int workers;
    private final OwnAddresses ownAddresses;
    private final ActiveTasks active = new ActiveTasks(this::owns);
    private final InterruptibleSleep waiter = new InterruptibleSleep();

    EngineContext(
            Clock clock,
            StepSpecs specs,
            AttemptLauncher launcher,
            HostBoot boot,
            EngineSettings settings,
            OwnAddresses own) {
        this.clock = clock;
        this.specs = specs;
        this.launcher = launcher;
        this.boot = boot;
        this.workers = settings.maxRunning();
        this.ownAddresses = own;
    }

    Clock clock() {
        return clock;
    }

    StepSpecs specs() {
        return specs;
    }

    AttemptLauncher launcher() {
        return launcher;
    }

    /** The host's present boot. */
    HostBoot boot() {
        return boot;
    }

    /** Whether a sub task is this agent's to run. */
    boolean owns(SubTask subTask) {
        return ownAddresses.contains(subTask.host());
    }

    /** How many sub tasks may run at once. */
    int workers() {
        return workers;
    }

    /** Only for the writing thread. */
    ActiveTasks active() {
        return active;
    }

    InterruptibleSleep waiter() {
        return waiter;
    }
}
