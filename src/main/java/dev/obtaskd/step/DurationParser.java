package dev.obtaskd.step;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Durations in operation files: {@code 500ms}, {@code 30s}, {@code 5m}, {@code 1h}, {@code 2d}. */
public final class DurationParser {

    private static final Pattern FORM = Pattern.compile("([0-9]{1,12})(ms|s|m|h|d)");
    private static final Map<String, ChronoUnit> UNITS =
            Map.of(
                    "ms",
                    ChronoUnit.MILLIS,
                    "s",
                    ChronoUnit.SECONDS,
                    "m",
                    ChronoUnit.MINUTES,
                    "h",
                    ChronoUnit.HOURS,
                    "d",
                    ChronoUnit.DAYS);

    private DurationParser() {}

    /** Parses one number with one unit; empty for any other text or more than 100,000 days. */
    public static Optional<Duration> parse(String text) {
        var match = FORM.matcher(text);
        if (!match.matches()) {
            return Optional.empty();
        }
        var number = Long.parseLong(match.group(1));
        var unit = requireNonNull(UNITS.get(match.group(2)));
        return number > Duration.ofDays(100_000).toMillis() / unit.getDuration().toMillis()
                ? Optional.empty()
                : Optional.of(Duration.of(number, unit));
    }

    /** Formats a duration in the largest unit that divides it; inverse of {@link #parse}. */
    public static String format(Duration duration) {
        for (var unit : new String[] {"d", "h", "m", "s"}) {
            var millis = requireNonNull(UNITS.get(unit)).getDuration().toMillis();
            if (duration.toMillis() >= millis && duration.toMillis() % millis == 0) {
                return duration.toMillis() / millis + unit;
            }
        }
        return duration.toMillis() + "ms";
    }
}
