package dev.obtaskd.engine.attempt;

import dev.obtaskd.id.AgentAddress;
import dev.obtaskd.settings.PositiveDuration;
import dev.obtaskd.settings.PositiveInteger;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.time.Duration;

/** The settings of the engine. */
@ConfigMapping(prefix = "obtaskd")
public interface EngineSettings {

    /** How the daemon is known to others; part of the ids of local tasks. */
    AgentSettings agent();

    /** How many sub tasks run at once; the others are READY. */
    @WithName("max-running")
    @WithDefault("16")
    @WithConverter(PositiveInteger.class)
    int maxRunning();

    /** How many unfinished tasks there may be; beyond, submits are refused. */
    @WithName("max-unfinished")
    @WithDefault("100000")
    @WithConverter(PositiveInteger.class)
    int maxUnfinished();

    /** The engine's own timers. */
    LoopSettings engine();

    /** How long finished tasks and their logs are kept. */
    RetentionSettings retention();

    /** Address of the daemon. */
    interface AgentSettings {
        /** As it was written; an IPv6 address with or without brackets. */
        @WithDefault("127.0.0.1")
        String ip();

        /** The port others reach it at; the HTTP port unless set. */
        @WithDefault("${quarkus.http.port}")
        int port();

        /**
         * Both.
         *
         * @throws ConfigurationException if one is invalid
         */
        default AgentAddress address() {
            try {
                return AgentAddress.of(ip().strip(), port());
            } catch (IllegalArgumentException e) {
                throw new ConfigurationException(
                        "obtaskd.agent.ip="
                                + ip()
                                + " with obtaskd.agent.port="
                                + port()
                                + " is not an address: "
                                + e.getMessage());
            }
        }
    }

    /** Timers of the loop. */
    interface LoopSettings {
        /** The longest the loop sleeps, a safety net only; 0 switches it off. */
        @WithName("safety-timer")
        @WithDefault("30s")
        Duration safetyTimer();
    }

    /**
     * Limits of the age of what is stored. None deletes an unfinished task or anything younger than
     * 24 hours.
     */
    interface RetentionSettings {
        /** Finished tasks older than this go. */
        @WithDefault("180d")
        @WithConverter(PositiveDuration.class)
        Duration tasks();

        /** Logs and files of finished tasks older than this go. */
        @WithDefault("30d")
        @WithConverter(PositiveDuration.class)
        Duration logs();

        /** Audit entries older than this go, also those of unfinished tasks. */
        @WithDefault("730d")
        @WithConverter(PositiveDuration.class)
        Duration audit();
    }
}
