package dev.obtaskd.service;

import dev.obtaskd.catalogue.Catalogue;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.tls.CertificateUpdatedEvent;
import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.quarkus.tls.runtime.config.TlsConfig;
import io.quarkus.vertx.http.runtime.VertxHttpConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;
import sun.misc.Signal;

/**
 * Reads the operation files and the certificates again on SIGHUP. Tasks that exist keep the
 * operation they were made from.
 */
@ApplicationScoped
class ReloadSignal {

    private static final Logger LOG = Logger.getLogger(ReloadSignal.class);

    private final ServiceNotifier notifier;
    private final Catalogue catalogue;
    private final TlsConfigurationRegistry certificates;
    private final VertxHttpConfig http;
    private final Event<CertificateUpdatedEvent> updated;

    ReloadSignal(
            ServiceNotifier notifier,
            Catalogue catalogue,
            TlsConfigurationRegistry certificates,
            VertxHttpConfig http,
            Event<CertificateUpdatedEvent> updated) {
        this.notifier = notifier;
        this.catalogue = catalogue;
        this.certificates = certificates;
        this.http = http;
        this.updated = updated;
    }

    /** Without a handler the signal ends the process. */
    void install(@Observes StartupEvent event) {
        var resources = Thread.currentThread().getContextClassLoader();
        Signal.handle(new Signal("HUP"), _ -> start(resources));
    }

    /**
     * On a thread that finds the daemon's resources, which the JDK's thread for signals does not.
     */
    private void start(ClassLoader resources) {
        var thread = Thread.ofPlatform().name("reload").unstarted(this::reload);
        thread.setContextClassLoader(resources);
        thread.start();
    }

    private synchronized void reload() {
        notifier.reloading(System.nanoTime());
        try {
            catalogue.reload();
            reloadCertificates();
        } catch (RuntimeException e) {
            LOG.errorf(e, "Reload failed; what was loaded before stays in use");
        } finally {
            notifier.ready(ServiceLifecycle.READY);
        }
    }

    private void reloadCertificates() {
        var name = http.tlsConfigurationName();
        var configuration =
                name.isPresent() ? certificates.get(name.get()) : certificates.getDefault();
        // The default configuration always exists, without a key if TLS is not used.
        configuration
                .filter(one -> one.getKeyStore() != null)
                .ifPresent(one -> reload(name.orElse(TlsConfig.DEFAULT_NAME), one));
    }

    private void reload(String name, TlsConfiguration configuration) {
        if (configuration.reload()) {
            updated.fire(new CertificateUpdatedEvent(name, configuration));
            LOG.info("Certificates reloaded");
        } else {
            LOG.error("Certificates cannot be read; the present ones stay in use");
        }
    }
}
