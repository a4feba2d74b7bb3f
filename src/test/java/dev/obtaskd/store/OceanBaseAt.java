package dev.obtaskd.store;

import java.net.InetSocketAddress;
import java.util.Optional;

/** An OceanBase for tests, where they say it is. */
public final class OceanBaseAt {

    private OceanBaseAt() {}

    public static OceanBase none() {
        return new OceanBase(Optional::empty);
    }

    public static OceanBase address(InetSocketAddress address) {
        return new OceanBase(() -> Optional.of(address));
    }
}
