package dev.obtaskd.security;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithName;

/** Settings of authentication. */
@ConfigMapping(prefix = "obtaskd")
public interface SecuritySettings {

    /** The data directory, which contains the initial password. */
    @WithName("data-dir")
    String dataDir();
}
