package dev.obtaskd.service;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.health.SmallRyeHealthReporter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Tells the service manager when the daemon is ready, that it is alive, and when it stops. */
@ApplicationScoped
public class ServiceLifecycle {

    private static final Logger LOG = Logger.getLogger(ServiceLifecycle.class);

    static final String READY = "Ready";

    private final ServiceNotifier notifier;
    private final SmallRyeHealthReporter health;
    private final CountDownLatch stopped = new CountDownLatch(1);

    ServiceLifecycle(ServiceNotifier notifier, SmallRyeHealthReporter health) {
        this.notifier = notifier;
        this.health = health;
    }

    /** Called when all ports and sockets are open. */
    public void ready() {
        notifier.ready(READY);
        notifier.watchdog()
                .ifPresent(
                        limit ->
                                Thread.ofPlatform()
                                        .daemon()
                                        .name("service-watchdog")
                                        .start(() -> signalLife(limit)));
    }

    /** The service manager advises half of its limit. */
    private void signalLife(Duration limit) {
        try {
            while (!stopped.await(limit.toMillis() / 2, TimeUnit.MILLISECONDS)) {
                if (health.getLiveness().isDown()) {
                    LOG.error("The daemon is not alive: the service manager restarts it");
                } else {
                    notifier.alive();
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("The watchdog's thread was interrupted and ends");
        }
    }

    void stopping(@Observes ShutdownDelayInitiatedEvent event) {
        notifier.stopping();
    }

    void stop(@Observes ShutdownEvent event) {
        stopped.countDown();
    }
}
