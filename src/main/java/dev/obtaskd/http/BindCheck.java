package dev.obtaskd.http;

import dev.obtaskd.settings.StartupOrder;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Refuses to start with a port without TLS that other hosts can reach: passwords and tokens would
 * be readable on the network.
 */
@ApplicationScoped
class BindCheck {

    private static final Logger LOG = Logger.getLogger(BindCheck.class);

    private final String host;
    private final int port;
    private final boolean enabled;
    private final String insecureRequests;
    private final boolean permitted;

    BindCheck(
            @ConfigProperty(name = "quarkus.http.host") String host,
            @ConfigProperty(name = "quarkus.http.port") int port,
            @ConfigProperty(name = "quarkus.http.host-enabled", defaultValue = "true")
                    boolean enabled,
            @ConfigProperty(name = "quarkus.http.insecure-requests", defaultValue = "enabled")
                    String insecureRequests,
            HttpSettings settings) {
        this.host = host;
        this.port = port;
        this.enabled = enabled;
        this.insecureRequests = insecureRequests;
        this.permitted = settings.insecureBind();
    }

    /**
     * @throws ConfigurationException if the port must not be opened
     */
    void check(@Observes @Priority(StartupOrder.CHECK_SETTINGS) StartupEvent event) {
        // Other values close the port or make it redirect; the server refuses them without TLS.
        if (!enabled || !insecureRequests.equalsIgnoreCase("enabled") || loopback()) {
            return;
        }
        if (!permitted) {
            throw new ConfigurationException(problem());
        }
        LOG.warnf(
                "Port %d of quarkus.http.host=%s is open to other hosts without TLS:"
                        + " obtaskd.http.insecure-bind=true",
                port, host);
    }

    private String problem() {
        return "quarkus.http.host="
                + host
                + " is not a loopback address, and port "
                + port
                + " has no TLS. Configure TLS with quarkus.tls.key-store.pem.0.cert and .key,"
                + " quarkus.http.ssl-port and quarkus.http.insecure-requests=disabled; or use"
                + " quarkus.http.host=127.0.0.1; or permit this with"
                + " obtaskd.http.insecure-bind=true.";
    }

    /** Whether all addresses of the name are; the server refuses an unknown name itself. */
    private boolean loopback() {
        try {
            return Arrays.stream(InetAddress.getAllByName(host))
                    .allMatch(InetAddress::isLoopbackAddress);
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
