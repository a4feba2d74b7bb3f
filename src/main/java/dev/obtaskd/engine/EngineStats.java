package dev.obtaskd.engine;

import jakarta.enterprise.context.ApplicationScoped;

/** The load of the engine. Cheap, callable on any thread. */
@ApplicationScoped
public class EngineStats {

    private final EngineContext context;

    EngineStats(EngineContext context) {
        this.context = context;
    }

    /** How many sub tasks occupy a worker; those that wait for a condition do not. */
    public int running() {
        return context.active().working();
    }

    /** How many sub tasks are READY and wait for a worker. */
    public int queued() {
        return context.active().waiting();
    }

    /** Bytes that attempts wrote to their logs since the daemon started. */
    public long logBytes() {
        return context.launcher().logBytes();
    }
}
