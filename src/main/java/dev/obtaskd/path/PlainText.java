package dev.obtaskd.path;

/**
 * Escapes untrusted text for output to logs and terminals, where control characters have an effect.
 */
public final class PlainText {

    private PlainText() {}

    /**
     * The text with control characters, line separators and marks of writing direction as {@code
     * \n} or {@code \}{@code u001B}.
     */
    public static String of(String text) {
        if (text.chars().noneMatch(PlainText::harmful)) {
            return text;
        }
        var plain = new StringBuilder(text.length() + 16);
        text.chars()
                .forEach(
                        c -> {
                            if (harmful(c)) {
                                plain.append(escaped(c));
                            } else {
                                plain.append((char) c);
                            }
                        });
        return plain.toString();
    }

    private static boolean harmful(int c) {
        return Character.isISOControl(c)
                || c == 0x2028
                || c == 0x2029
                || c >= 0x202A && c <= 0x202E
                || c >= 0x2066 && c <= 0x2069;
    }

    private static String escaped(int c) {
        return switch (c) {
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> "\\u%04X".formatted(c);
        };
    }
}
