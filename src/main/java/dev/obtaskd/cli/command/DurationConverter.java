package dev.obtaskd.cli.command;

import dev.obtaskd.cli.output.Times;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;

/** Reads durations such as {@code 90s} or {@code 1h30m}. */
public final class DurationConverter implements ITypeConverter<Duration> {

    @Override
    public Duration convert(String value) {
        return Times.parse(value);
    }
}
