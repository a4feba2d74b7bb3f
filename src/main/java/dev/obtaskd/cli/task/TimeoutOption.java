package dev.obtaskd.cli.task;

import dev.obtaskd.cli.command.DurationConverter;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How long a command waits for a task. */
final class TimeoutOption {

    @Option(names = "--timeout", paramLabel = "DURATION", converter = DurationConverter.class)
    @Nullable Duration timeout;
}
