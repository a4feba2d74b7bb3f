package dev.obtaskd.oceanbase;

import io.smallrye.config.ConfigMapping;
import java.net.InetSocketAddress;
import java.util.Optional;

/** Where the OceanBase of this host is ({@code obtaskd.oceanbase.*}). */
@ConfigMapping(prefix = "obtaskd.oceanbase")
public interface OceanBaseSettings {

    /**
     * {@code host:port} (2881 if left out) where it speaks the MySQL protocol; without it this
     * daemon knows no OceanBase.
     */
    Optional<InetSocketAddress> address();
}
