package dev.obtaskd.api.obshell.mapping;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/**
 * Formats times like obshell: RFC 3339 with the offset of the host's zone ({@code Z} if it is 0),
 * and a fraction without trailing zeros, omitted if it is 0.
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
