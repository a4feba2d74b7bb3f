package dev.obtaskd.engine;

import dev.obtaskd.account.SettingRepository;
import dev.obtaskd.engine.attempt.EngineSettings;
import dev.obtaskd.id.AgentAddress;
import dev.obtaskd.settings.StartupOrder;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Under which addresses this agent is and was known: an id that names an earlier one is still its
 * own.
 */
@ApplicationScoped
public class OwnAddresses {

    private static final Logger LOG = Logger.getLogger(OwnAddresses.class);

    private static final String SETTING = "agent.addresses";
    private static final int BEFORE_ENGINE = Interceptor.Priority.APPLICATION;

    private final SettingRepository settings;
    private final AgentAddress current;
    private volatile Set<AgentAddress> all;

    OwnAddresses(SettingRepository settings, EngineSettings engine) {
        this.settings = settings;
        this.current = engine.agent().address();
        this.all = Set.of(current);
    }

    /** The constructor refuses an invalid address; this calls it before the store is created. */
    void check(@Observes @Priority(StartupOrder.CHECK_SETTINGS) StartupEvent event) {
        LOG.debugf("This agent is %s", current);
    }

    /**
     * Stores the present address among the earlier ones: after the store has opened, and before the
     * engine, whose priority is the default, resumes the attempts of all of them.
     */
    void start(@Observes @Priority(BEFORE_ENGINE) StartupEvent event) {
        var known = new LinkedHashSet<AgentAddress>();
        settings.find(SETTING).stream()
                .flatMap(String::lines)
                .map(OwnAddresses::parse)
                .forEach(known::add);
        if (known.add(current)) {
            settings.save(
                    SETTING,
                    known.stream().map(OwnAddresses::format).collect(Collectors.joining("\n")));
        }
        all = Set.copyOf(known);
    }

    /** The present one. */
    public AgentAddress current() {
        return current;
    }

    /** Whether it is or was this agent's. */
    public boolean contains(AgentAddress agent) {
        return all.contains(agent);
    }

    private static String format(AgentAddress agent) {
        return agent.port() + " " + agent.address().getHostAddress();
    }

    private static AgentAddress parse(String line) {
        var space = line.indexOf(' ');
        return new AgentAddress(
                line.substring(space + 1), Integer.parseInt(line.substring(0, space)));
    }
}
