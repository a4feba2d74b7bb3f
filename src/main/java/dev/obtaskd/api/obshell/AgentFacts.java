package dev.obtaskd.api.obshell;

import dev.obtaskd.engine.attempt.EngineSettings;
import dev.obtaskd.exclusion.MaintenanceType;
import dev.obtaskd.exclusion.TaskScope;
import dev.obtaskd.store.DataDirectory;
import dev.obtaskd.store.StoreReader;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Information about this daemon in the form of an obshell agent. */
@ApplicationScoped
public class AgentFacts {

    /** The identity of an agent that has joined its cluster; clients then use the whole API. */
    static final String IDENTITY = "CLUSTER AGENT";

    /** Version of obshell whose wire format this is; clients compare it. */
    static final String FORMAT = "4.5.0.0";

    private static final int RUNNING = 2;
    private static final int CLUSTER_STORE_AVAILABLE = 3;

    private final EngineSettings settings;
    private final DataDirectory directory;
    private final StoreReader tasks;
    private final Clock clock;
    private final String release;
    private volatile Instant startedAt = Instant.EPOCH;

    AgentFacts(
            EngineSettings settings,
            DataDirectory directory,
            StoreReader tasks,
            Clock clock,
            @ConfigProperty(name = "quarkus.application.version") String release) {
        this.settings = settings;
        this.directory = directory;
        this.tasks = tasks;
        this.clock = clock;
        this.release = release;
    }

    void start(@Observes StartupEvent event) {
        startedAt = clock.instant();
    }

    String ip() {
        return settings.agent().address().ip();
    }

    int port() {
        return settings.agent().port();
    }

    /** {@code ip:port}, an IPv6 address in brackets. */
    String address() {
        return settings.agent().address().toString();
    }

    /** The version in obshell's form: that of the format, then the release of this daemon. */
    String version() {
        return FORMAT + "-" + release;
    }

    AgentInfo info() {
        return new AgentInfo(
                pid(),
                RUNNING,
                startedAtNanos(),
                directory.path().toString(),
                "",
                architecture(),
                ip(),
                port(),
                "",
                IDENTITY,
                version(),
                false,
                true,
                List.of("v2"));
    }

    AgentStatus status() {
        return new AgentStatus(
                new AgentStatus.Place(ip(), port(), IDENTITY),
                RUNNING,
                version(),
                pid(),
                startedAtNanos(),
                port(),
                CLUSTER_STORE_AVAILABLE,
                underMaintenance());
    }

    /** Whether a task claims the whole host. Claims on an OBProxy do not count, as in obshell. */
    private boolean underMaintenance() {
        return tasks.holds().stream()
                .anyMatch(
                        hold ->
                                hold.claim().scope() == TaskScope.LOCAL
                                        && hold.claim().type() == MaintenanceType.GLOBAL);
    }

    private long startedAtNanos() {
        return startedAt.getEpochSecond() * 1_000_000_000 + startedAt.getNano();
    }

    private static long pid() {
        return ProcessHandle.current().pid();
    }

    private static String architecture() {
        var name = System.getProperty("os.arch");
        return name.equals("amd64") ? "x86_64" : name;
    }
}
