package dev.obtaskd.oceanbase;

import java.net.InetSocketAddress;
import java.util.Optional;

/** An OceanBase for tests, where they say it is. */
public final class OceanBaseAt {

    private OceanBaseAt() {}

    public static OceanBaseConnection none() {
        return new OceanBaseConnection(Optional::empty);
    }

    public static OceanBaseConnection address(InetSocketAddress address) {
        return new OceanBaseConnection(() -> Optional.of(address));
    }
}
