package dev.obtaskd.http;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** The settings of connections. */
@ConfigMapping(prefix = "obtaskd.http")
public interface HttpSettings {

    /** How long the head of a request may take, and how long its body may make no progress. */
    @WithName("request-timeout")
    @WithDefault("10s")
    Duration requestTimeout();

    /**
     * How many connections there may be; unless set, half of the open files that the process may
     * have, 2000 at most.
     */
    @WithName("max-connections")
    OptionalInt maxConnections();

    /**
     * Origins of pages that may write, beside the daemon's own, such as {@code
     * https://ocp.example}.
     */
    Optional<Set<String>> origins();
}
