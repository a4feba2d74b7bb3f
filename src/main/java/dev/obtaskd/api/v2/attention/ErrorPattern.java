package dev.obtaskd.api.v2.attention;

import java.util.regex.Pattern;

/**
 * The part of an error line that is the same in each occurrence of the error: UUIDs, addresses,
 * hexadecimal numbers of at least 8 digits and runs of digits are replaced by {@code #}.
 */
final class ErrorPattern {

    /** Maximum length of a pattern, in code points. */
    static final int MAX_LENGTH = 200;

    /** Characters of a line that are examined. */
    private static final int EXAMINED = 2_000;

    private static final Pattern ESCAPES = Pattern.compile("\u001b\\[[0-9;?]*[ -/]*[@-~]");
    private static final Pattern SPACES = Pattern.compile("[\\s\\p{Cntrl}]+");

    private static final Pattern VARYING =
            Pattern.compile(
                    String.join(
                            "|",
                            "\\b[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}\\b",
                            // IPv4, IPv6 in brackets and without, MAC; with a port
                            "\\b[0-9]{1,3}(?:\\.[0-9]{1,3}){3}(?::[0-9]+)?",
                            "\\[[0-9a-fA-F.]*:[0-9a-fA-F:.]*\\](?::[0-9]+)?",
                            "(?<![0-9A-Za-z:.])(?:[0-9a-fA-F]{1,4}:){5,7}[0-9a-fA-F]{1,4}\\b",
                            "(?<![0-9A-Za-z:.])(?:[0-9a-fA-F]{1,4}:){0,7}:[0-9a-fA-F:.]*[0-9a-fA-F]",
                            "\\b0[xX][0-9a-fA-F]+\\b",
                            "\\b[0-9a-fA-F]{8,}+\\b",
                            "[0-9]+"));

    private ErrorPattern() {}

    /** The pattern of a line. */
    static String of(String line) {
        var start = line.length() > EXAMINED ? line.substring(0, EXAMINED) : line;
        var plain = SPACES.matcher(ESCAPES.matcher(start).replaceAll("")).replaceAll(" ").strip();
        return cut(VARYING.matcher(plain).replaceAll("#"));
    }

    /** The beginning of a text; no character is cut in half. */
    static String cut(String text) {
        return text.codePointCount(0, text.length()) <= MAX_LENGTH
                ? text
                : text.substring(0, text.offsetByCodePoints(0, MAX_LENGTH));
    }
}
