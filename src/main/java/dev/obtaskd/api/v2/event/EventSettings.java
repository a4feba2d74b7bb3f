package dev.obtaskd.api.v2.event;

import dev.obtaskd.settings.PositiveDuration;
import dev.obtaskd.settings.PositiveInteger;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.time.Duration;

/** Limits of event streams. */
@ConfigMapping(prefix = "obtaskd.events")
public interface EventSettings {

    /** Maximum number of open streams; further ones are refused. */
    @WithDefault("200")
    @WithConverter(PositiveInteger.class)
    int max();

    /** Time between two comments of a stream, and between two checks of its caller. */
    @WithName("keep-alive")
    @WithDefault("15s")
    @WithConverter(PositiveDuration.class)
    Duration keepAlive();

    /** A stream ends when its client has not read for this time. */
    @WithDefault("60s")
    @WithConverter(PositiveDuration.class)
    Duration idle();
}
