package dev.obtaskd.api.v2.log;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.time.Duration;

/** Limits of downloads. */
@ConfigMapping(prefix = "obtaskd.download")
public interface DownloadSettings {

    /** How many are sent at once; beyond, requests for more are refused. */
    @WithDefault("32")
    int max();

    /** How many of one user are sent at once. */
    @WithName("max-per-user")
    @WithDefault("8")
    int maxPerUser();

    /** How long a client may take nothing before its download is cut. */
    @WithDefault("60s")
    Duration idle();
}
