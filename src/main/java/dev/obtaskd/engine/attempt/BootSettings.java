package dev.obtaskd.engine.attempt;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;

/** Where to read the id of the present boot ({@code obtaskd.boot.*}); only tests set it. */
@ConfigMapping(prefix = "obtaskd.boot")
interface BootSettings {

    /** The file with its id. */
    @WithDefault("/proc/sys/kernel/random/boot_id")
    Path idFile();
}
