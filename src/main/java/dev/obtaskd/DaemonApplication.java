package dev.obtaskd;

import dev.obtaskd.http.ServerStopping;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import jakarta.enterprise.event.Event;

/** Runs until the process receives a signal. */
public final class DaemonApplication implements QuarkusApplication {

    private final Event<ServerStopping> stopping;

    DaemonApplication(Event<ServerStopping> stopping) {
        this.stopping = stopping;
    }

    @Override
    public int run(String... args) {
        Quarkus.waitForExit();
        stopping.fire(new ServerStopping());
        return 0;
    }
}
