package dev.obtaskd.security.session;

import dev.obtaskd.settings.PositiveDuration;
import dev.obtaskd.settings.PositiveInteger;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.time.Duration;

/** Settings of sessions. */
@ConfigMapping(prefix = "obtaskd.session")
public interface SessionSettings {

    /** Time without use after which a session ends. */
    @WithDefault("2h")
    @WithConverter(PositiveDuration.class)
    Duration idle();

    /** Time after which a session ends in any case. */
    @WithName("max-age")
    @WithDefault("24h")
    @WithConverter(PositiveDuration.class)
    Duration maxAge();

    /** Maximum number of sessions of a user; a further one ends the oldest. */
    @WithName("per-user")
    @WithDefault("10")
    @WithConverter(PositiveInteger.class)
    int perUser();
}
