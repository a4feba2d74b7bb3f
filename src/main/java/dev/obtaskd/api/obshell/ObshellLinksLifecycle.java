package dev.obtaskd.api.obshell;

import dev.obtaskd.path.PathNames;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.vertx.http.DomainSocketServerStart;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Creates the links of {@code obtaskd.obshell.links} when the socket is open, and removes them when
 * the daemon stops. A directory that cannot be used does not stop the daemon: its tasks matter more
 * than this command line.
 */
@ApplicationScoped
class ObshellLinksLifecycle {

    private static final Logger LOG = Logger.getLogger(ObshellLinksLifecycle.class);
    private static final String PROPERTY = "obtaskd.obshell.links";

    private final Optional<Path> directory;
    private final Optional<ObshellLinks> links;

    @Inject
    ObshellLinksLifecycle(
            ObshellSettings settings,
            @ConfigProperty(name = "quarkus.http.domain-socket") Path socket) {
        this.directory = settings.links().map(PathNames::path);
        this.links = directory.map(where -> new ObshellLinks(where, socket.toAbsolutePath()));
    }

    /**
     * @throws ConfigurationException if the setting is not a path
     */
    void check(@Observes StartupEvent event) {
        directory
                .filter(path -> !path.isAbsolute())
                .ifPresent(
                        path -> {
                            throw new ConfigurationException(
                                    named(path) + " must be an absolute path");
                        });
    }

    void opened(@ObservesAsync DomainSocketServerStart event) {
        links.ifPresent(
                wanted -> {
                    try {
                        wanted.create();
                        LOG.infof("Created the links of %s", named(directory.orElseThrow()));
                    } catch (IOException e) {
                        LOG.errorf(
                                "The command line of obshell cannot reach this daemon: %s: %s",
                                named(directory.orElseThrow()), e.getMessage());
                    }
                });
    }

    void stop(@Observes ShutdownEvent event) {
        links.ifPresent(
                wanted -> {
                    try {
                        wanted.remove();
                    } catch (IOException e) {
                        LOG.warnf(
                                "Cannot remove the links of %s: %s",
                                named(directory.orElseThrow()), e);
                    }
                });
    }

    private static String named(Path path) {
        return PROPERTY + "=" + PathNames.display(path);
    }
}
