package dev.obtaskd.oceanbase;

import java.net.InetSocketAddress;
import java.util.Optional;

/** An OceanBase at an address that the test chooses. */
public final class OceanBaseAt {

    private OceanBaseAt() {}

    public static OceanBaseConnection none() {
        return new OceanBaseConnection(Optional::empty);
    }

    public static OceanBaseConnection address(InetSocketAddress address) {
        return new OceanBaseConnection(() -> Optional.of(address));
    }
}
