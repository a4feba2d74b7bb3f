package dev.obtaskd.catalogue;

import java.time.Duration;

/** Durations as operation files write them: a whole number and one of ms, s, m, h, d. */
final class Durations {

    private Durations() {}

    /** @throws IllegalArgumentException if the text is no duration */
    static Duration parse(String text) {
        var digits = 0;
        while (digits < text.length() && Character.isDigit(text.charAt(digits))) {
            digits++;
        }
        var amount = Long.parseLong(text.substring(0, digits));
        return switch (text.substring(digits)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            case "d" -> Duration.ofDays(amount);
            default -> throw new IllegalArgumentException("no duration: " + text);
        };
    }
}
