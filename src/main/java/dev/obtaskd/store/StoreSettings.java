package dev.obtaskd.store;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How the local store behaves ({@code obtaskd.store.*}). */
@ConfigMapping(prefix = "obtaskd.store")
public interface StoreSettings {

    /**
     * Whether every batch is forced to disk; off only for measurements, as a power cut then loses
     * tasks.
     */
    @WithDefault("true")
    boolean fsync();

    /** Free disk space below which no task is accepted, so that those accepted can still end. */
    @WithDefault("256M")
    MemorySize reserve();
}
