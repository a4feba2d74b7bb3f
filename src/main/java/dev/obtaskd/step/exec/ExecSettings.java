package dev.obtaskd.step.exec;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of program steps. */
@ConfigMapping(prefix = "obtaskd.exec")
public interface ExecSettings {

    /** How long a program that is asked to stop (SIGTERM) may take before it is killed. */
    @WithDefault("10s")
    Duration grace();

    /** Whether the daemon makes control groups for programs, where the host lets it. */
    @WithDefault("true")
    boolean controlGroups();

    /** The shell of the wrapper. */
    @WithDefault("/bin/sh")
    String shell();

    /** The directory with the directories of programs that other users run. */
    String userDir();
}
