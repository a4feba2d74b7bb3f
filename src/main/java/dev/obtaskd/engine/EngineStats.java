package dev.obtaskd.engine;

import jakarta.enterprise.context.ApplicationScoped;

/** How much the engine has to do; for anybody, and free of cost. */
@ApplicationScoped
public class EngineStats {

    private final EngineContext parts;

    EngineStats(EngineContext parts) {
        this.parts = parts;
    }

    /** How many sub tasks occupy a worker; those that wait for a condition do not. */
    public int running() {
        return parts.active().working();
    }

    /** How many sub tasks are READY and wait for a worker. */
    public int queued() {
        return parts.active().waiting();
    }

    /** Bytes that attempts wrote to their logs since the daemon started. */
    public long logBytes() {
        return parts.launcher().logBytes();
    }
}
