package dev.obtaskd.engine.attempt;

import dev.obtaskd.log.LogLimits;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;

/** Limits of the logs of attempts. */
@ConfigMapping(prefix = "obtaskd.log")
public interface LogSettings {

    /** The longest part of a line that is shown. */
    @WithName("max-line")
    @WithDefault("16K")
    MemorySize maxLine();

    /** Size of one log; of output beyond it only the end of each stream is stored. */
    @WithName("max-attempt")
    @WithDefault("256M")
    MemorySize maxAttempt();

    /** Size of all logs and files; beyond it those of the task that ended first are deleted. */
    @WithName("max-total")
    @WithDefault("10G")
    MemorySize maxTotal();

    /**
     * All of them.
     *
     * @throws ConfigurationException if one is out of range
     */
    default LogLimits limits() {
        try {
            return new LogLimits(
                    (int) Math.min(Integer.MAX_VALUE, maxLine().asLongValue()),
                    maxAttempt().asLongValue(),
                    maxTotal().asLongValue());
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(e.getMessage());
        }
    }
}
