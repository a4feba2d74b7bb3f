package dev.obtaskd.security;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithName;

/** The settings of who may get in. */
@ConfigMapping(prefix = "obtaskd")
public interface SecuritySettings {

    /** Where the daemon keeps everything; the initial password lies there. */
    @WithName("data-dir")
    String dataDir();
}
