package dev.obtaskd.api.obshell.mapping;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/**
 * Times as obshell writes them: RFC 3339 with the offset of the host's zone ({@code Z} if it is 0),
 * a fraction without trailing zeros and none at all if it is 0.
 */
public final class ObshellTime {

    private ObshellTime() {}

    public static String of(Instant instant) {
        return of(instant, ZoneId.systemDefault());
    }

    public static String of(Instant instant, ZoneId zone) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(instant.atZone(zone));
    }
}
