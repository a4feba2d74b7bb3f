package dev.obtaskd.engine;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** What every turn of the engine works with; one for the life of the daemon. */
@ApplicationScoped
class Parts {

    private final Clock clock;
    private final Specs specs;
    private final Launcher launcher;
    private final HostBoot boot;
    private final int workers;
    private final Book book = new Book();
    private final Waiter waiter = new Waiter();

    Parts(Clock clock, Specs specs, Launcher launcher, HostBoot boot, EngineSettings settings) {
        this.clock = clock;
        this.specs = specs;
        this.launcher = launcher;
        this.boot = boot;
        this.workers = settings.maxRunning();
    }

    Clock clock() {
        return clock;
    }

    Specs specs() {
        return specs;
    }

    Launcher launcher() {
        return launcher;
    }

    /** The host's present boot. */
    HostBoot boot() {
        return boot;
    }

    /** How many sub tasks may run at once. */
    int workers() {
        return workers;
    }

    /** Only for the writing thread. */
    Book book() {
        return book;
    }

    Waiter waiter() {
        return waiter;
    }
}
