package dev.obtaskd.service;

import dev.obtaskd.libc.CFunction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.lang.foreign.SymbolLookup;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reports the state of the daemon to the service manager that started it, by the protocol of {@code
 * sd_notify(3)}. Without one ({@code NOTIFY_SOCKET} is not set) it does nothing.
 */
@ApplicationScoped
public class ServiceNotifier {

    private static final Logger LOG = Logger.getLogger(ServiceNotifier.class);

    private final @Nullable NotifySocket socket;
    private final @Nullable Duration watchdog;

    @Inject
    ServiceNotifier() {
        this(System.getenv(), ProcessHandle.current().pid(), CFunction.library());
    }

    ServiceNotifier(Map<String, String> environment, long pid, SymbolLookup library) {
        socket = socket(environment.get("NOTIFY_SOCKET"), library);
        watchdog = socket == null ? null : watchdog(environment, pid);
    }

    private static @Nullable NotifySocket socket(@Nullable String path, SymbolLookup library) {
        if (path == null || path.isEmpty()) {
            return null;
        }
        try {
            return new NotifySocket(path, library);
        } catch (RuntimeException | Error e) {
            // Also errors: a native executable throws one for a signature that is not registered.
            LOG.error(
                    "The service manager cannot be notified; use Type=exec and no WatchdogSec= in"
                            + " the unit",
                    e);
            return null;
        }
    }

    private static @Nullable Duration watchdog(Map<String, String> environment, long pid) {
        var micros = environment.getOrDefault("WATCHDOG_USEC", "");
        var addressee = environment.getOrDefault("WATCHDOG_PID", Long.toString(pid));
        // The variables may be those of a parent process.
        return micros.matches("[1-9][0-9]{0,17}") && addressee.equals(Long.toString(pid))
                ? Duration.ofNanos(Math.multiplyExact(Long.parseLong(micros), 1000L))
                : null;
    }

    /** How long the service manager waits for a sign of life; empty: it does not wait. */
    Optional<Duration> watchdog() {
        return Optional.ofNullable(watchdog);
    }

    void ready(String status) {
        send("READY=1\nSTATUS=" + status);
    }

    /**
     * @param monotonicNanos of CLOCK_MONOTONIC, as {@link System#nanoTime} on Linux
     */
    void reloading(long monotonicNanos) {
        send("RELOADING=1\nMONOTONIC_USEC=" + monotonicNanos / 1000);
    }

    void stopping() {
        send("STOPPING=1\nSTATUS=Stopping; running steps continue");
    }

    void alive() {
        send("WATCHDOG=1");
    }

    private void send(String message) {
        if (socket == null) {
            return;
        }
        try {
            socket.send(message);
        } catch (IOException e) {
            LOG.warnf("The service manager cannot be notified: %s", e.getMessage());
        }
    }
}
