package dev.obtaskd;

import dev.obtaskd.service.ServiceLifecycle;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;

/** What runs once the daemon has started. */
public class Daemon implements QuarkusApplication {

    private final ServiceLifecycle service;

    Daemon(ServiceLifecycle service) {
        this.service = service;
    }

    @Override
    public int run(String... args) {
        service.ready();
        Quarkus.waitForExit();
        return 0;
    }
}
