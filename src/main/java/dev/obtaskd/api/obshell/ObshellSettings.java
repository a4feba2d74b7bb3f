package dev.obtaskd.api.obshell;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** Settings for obshell's clients on this host. */
@ConfigMapping(prefix = "obtaskd.obshell")
public interface ObshellSettings {

    /** Directory with {@code bin/obshell}, whose command line shall find this daemon. */
    Optional<String> links();
}
