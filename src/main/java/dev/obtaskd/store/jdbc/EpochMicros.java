package dev.obtaskd.store.jdbc;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Converts instants to the microseconds since 1970 that the database stores. */
public final class EpochMicros {

    private EpochMicros() {}

    static @Nullable public Long of(@Nullable Instant instant) {
        return instant == null ? null : ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    public static Instant at(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    public static @Nullable Instant orNull(@Nullable Long micros) {
        return micros == null ? null : at(micros);
    }
}
