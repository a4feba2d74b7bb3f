package dev.obtaskd.engine;

import dev.obtaskd.engine.attempt.AttemptLauncher;
import dev.obtaskd.engine.attempt.EngineSettings;
import dev.obtaskd.engine.attempt.HostBoot;
import dev.obtaskd.engine.attempt.StepSpecs;
import dev.obtaskd.id.AgentAddress;
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
    private final RefusalAudit refusals = new RefusalAudit();
    private final InterruptibleSleep waiter = new InterruptibleSleep();
    private volatile boolean draining;

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

    /** Whether the daemon is about to stop, so that no further sub task starts. */
    boolean draining() {
        return draining;
    }

    /** Leaves what is READY to the next start of the daemon. */
    void drain() {
        draining = true;
    }

    /** Only for the writing thread. */
    ActiveTasks active() {
        return active;
    }

    /** The audit of refusals, which is limited. */
    RefusalAudit refusals() {
        return refusals;
    }

    /** The address in the public ids of local tasks. */
    AgentAddress self() {
        return ownAddresses.current();
    }

    InterruptibleSleep waiter() {
        return waiter;
    }
}
