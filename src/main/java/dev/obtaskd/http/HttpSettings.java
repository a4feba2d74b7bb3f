package dev.obtaskd.http;

import dev.obtaskd.settings.PositiveDuration;
import dev.obtaskd.settings.PositiveInteger;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Settings of connections. */
@ConfigMapping(prefix = "obtaskd.http")
public interface HttpSettings {

    /** Timeout for the head of a request, and for progress of its body. */
    @WithName("request-timeout")
    @WithDefault("10s")
    @WithConverter(PositiveDuration.class)
    Duration requestTimeout();

    /** Maximum number of connections; by default half of the open file limit, at most 2000. */
    @WithName("max-connections")
    Optional<@WithConverter(PositiveInteger.class) Integer> maxConnections();

    /**
     * Origins of pages that may write, beside the daemon's own, such as {@code
     * https://ocp.example}.
     */
    Optional<Set<String>> origins();

    /** Permits a listening address that is not loopback without TLS. */
    @WithName("insecure-bind")
    @WithDefault("false")
    boolean insecureBind();
}
