package dev.obtaskd.engine.attempt;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.util.List;
import java.util.Optional;

/**
 * Where the daemon's own operations may look when a request names directories. Empty allows none.
 */
@ConfigMapping(prefix = "obtaskd")
public interface DirectorySettings {

    @WithName("collect-logs")
    CollectSettings collectLogs();

    @WithName("host-inspect")
    InspectSettings hostInspect();

    /** Of {@code host.collect-logs}. */
    interface CollectSettings {
        @WithDefault("/var/log,/home/admin/oceanbase/log,/home/admin/obproxy/log")
        Optional<List<String>> directories();
    }

    /** Of {@code host.inspect}. */
    interface InspectSettings {
        @WithDefault("/data,/home/admin,/var/log")
        Optional<List<String>> directories();
    }
}
