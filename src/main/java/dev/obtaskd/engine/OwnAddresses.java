package dev.obtaskd.engine;

import dev.obtaskd.account.SettingRepository;
import dev.obtaskd.engine.attempt.EngineSettings;
import dev.obtaskd.id.AgentAddress;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Under which addresses this agent is and was known: an id that names an earlier one is still its
 * own.
 */
@ApplicationScoped
public class OwnAddresses {

    private static final String SETTING = "agent.addresses";
    private static final int BEFORE_ENGINE = Interceptor.Priority.APPLICATION;

    private final SettingRepository settings;
    private final AgentAddress present;
    private volatile Set<AgentAddress> all;

    OwnAddresses(SettingRepository settings, EngineSettings engine) {
        this.settings = settings;
        this.present = engine.agent().address();
        this.all = Set.of(present);
    }

    /**
     * Stores the present address among the earlier ones: after the store has opened, and before the
     * engine, whose priority is the default, resumes the attempts of all of them.
     */
    void start(@Observes @Priority(BEFORE_ENGINE) StartupEvent event) {
        var known = new LinkedHashSet<AgentAddress>();
        settings.find(SETTING).stream()
                .flatMap(String::lines)
                .map(OwnAddresses::read)
                .forEach(known::add);
        if (known.add(present)) {
            settings.save(
                    SETTING,
                    known.stream().map(OwnAddresses::written).collect(Collectors.joining("\n")));
        }
        all = Set.copyOf(known);
    }

    /** The present one. */
    public AgentAddress present() {
        return present;
    }

    /** Whether it is or was this agent's. */
    public boolean include(AgentAddress agent) {
        return all.contains(agent);
    }

    private static String written(AgentAddress agent) {
        return agent.port() + " " + agent.address().getHostAddress();
    }

    private static AgentAddress read(String line) {
        var space = line.indexOf(' ');
        return new AgentAddress(
                line.substring(space + 1), Integer.parseInt(line.substring(0, space)));
    }
}
