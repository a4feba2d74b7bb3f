package dev.obtaskd.oceanbase;

import io.smallrye.config.ConfigMapping;
import java.net.InetSocketAddress;
import java.util.Optional;

/** The address of the OceanBase of this host ({@code obtaskd.oceanbase.*}). */
@ConfigMapping(prefix = "obtaskd.oceanbase")
public interface OceanBaseSettings {

    /**
     * {@code host:port} of its MySQL protocol, port 2881 by default. Without it OceanBase is not
     * used.
     */
    Optional<InetSocketAddress> address();
}
