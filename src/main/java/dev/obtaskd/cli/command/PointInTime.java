package dev.obtaskd.cli.command;

import dev.obtaskd.cli.output.Times;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** A point in time as users write it: an instant, or how long ago. */
public final class PointInTime {

    private PointInTime() {}

    /** The instant as the daemon reads it; what is no duration is left to the daemon. */
    public static @Nullable String of(@Nullable String text, Clock clock) {
        if (text == null) {
            return null;
        }
        try {
            return clock.instant().minus(Times.parse(text)).toString();
        } catch (IllegalArgumentException noDuration) {
            return text;
        }
    }
}
