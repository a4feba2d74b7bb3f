package dev.obtaskd.store;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Settings of the local store ({@code obtaskd.store.*}). */
@ConfigMapping(prefix = "obtaskd.store")
public interface StoreSettings {

    /**
     * Whether every batch is forced to disk. Only for measurements: without it a power failure
     * loses tasks.
     */
    @WithDefault("true")
    boolean fsync();

    /** Free disk space below which no task is accepted, so that accepted tasks can complete. */
    @WithDefault("256M")
    MemorySize reserve();
}
