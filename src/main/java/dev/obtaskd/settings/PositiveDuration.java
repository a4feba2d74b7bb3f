package dev.obtaskd.settings;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.quarkus.runtime.configuration.DurationConverter;
import java.time.Duration;
import org.eclipse.microprofile.config.spi.Converter;

/** Reads a time of at least 1 ms, in the format of Quarkus. */
// Created by reflection.
@RegisterForReflection(fields = false)
public final class PositiveDuration implements Converter<Duration> {

    private static final long serialVersionUID = 1;

    @Override
    public Duration convert(String value) {
        try {
            var time = DurationConverter.parseDuration(value);
            if (time != null && time.toMillis() >= 1) {
                return time;
            }
        } catch (IllegalArgumentException e) {
            // Refused as other times are.
        }
        throw new IllegalArgumentException("expected a time of at least 1 ms, such as 30s or 2h");
    }
}
