package dev.obtaskd.catalogue;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.nio.file.Path;

/** The catalogue's settings. */
@ConfigMapping(prefix = "obtaskd")
public interface CatalogueSettings {

    /** Where the site's own operation files are; need not exist. */
    @WithName("operations-dir")
    @WithDefault("/etc/obtaskd/operations.d")
    Path operationsDir();
}
