package dev.obtaskd.api.v2.log;

import dev.obtaskd.settings.PositiveDuration;
import dev.obtaskd.settings.PositiveInteger;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.time.Duration;

/** Limits of downloads. */
@ConfigMapping(prefix = "obtaskd.download")
public interface DownloadSettings {

    /** Maximum number of concurrent downloads; further ones are refused. */
    @WithDefault("32")
    @WithConverter(PositiveInteger.class)
    int max();

    /** Maximum number of concurrent downloads of one user. */
    @WithName("max-per-user")
    @WithDefault("8")
    @WithConverter(PositiveInteger.class)
    int maxPerUser();

    /** A download is aborted when its client has not read for this time. */
    @WithDefault("60s")
    @WithConverter(PositiveDuration.class)
    Duration idle();
}
