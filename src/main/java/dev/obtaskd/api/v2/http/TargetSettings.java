package dev.obtaskd.api.v2.http;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithName;
import java.util.Map;

/** Where the targets of tasks are shown. */
@ConfigMapping(prefix = "obtaskd")
public interface TargetSettings {

    /** Templates of links by type of the target. */
    @WithName("target-links")
    Map<String, String> targetLinks();
}
