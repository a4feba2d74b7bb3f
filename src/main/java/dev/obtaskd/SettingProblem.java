package dev.obtaskd;

import java.util.regex.Pattern;

/** Rewrites what SmallRye Config reports about a setting for operators. */
final class SettingProblem {

    /** What SmallRye Config writes before a message. */
    private static final String CODE = "(?:[\\w.]+Exception: )?(?:SRCFG\\d+: )?";

    private static final Pattern UNKNOWN =
            Pattern.compile(CODE + "(\\S+) in (.+) does not map to any root");
    private static final Pattern INVALID =
            Pattern.compile(
                    CODE
                            + "The config property (\\S+) with the config value \"(.*)\""
                            + " threw an Exception whilst being converted "
                            + CODE
                            + "(.*)",
                    Pattern.DOTALL);
    private static final Pattern EMPTY =
            Pattern.compile(CODE + "The config property (\\S+) is defined as the empty String.*");
    private static final Pattern LINE = Pattern.compile(".*\\[source=(?:file:)?(.+)]:(\\d+)");

    private SettingProblem() {}

    /**
     * Names the setting, its value and what is wrong; the message itself if it is of an unknown
     * kind.
     */
    static String describe(String problem) {
        var unknown = UNKNOWN.matcher(problem);
        if (unknown.matches()) {
            return "the setting "
                    + unknown.group(1)
                    + " ("
                    + place(unknown.group(2))
                    + ") is unknown";
        }
        var invalid = INVALID.matcher(problem);
        if (invalid.matches()) {
            return invalid.group(1) + "=" + invalid.group(2) + " is not valid: " + invalid.group(3);
        }
        var empty = EMPTY.matcher(problem);
        return empty.matches() ? "the setting " + empty.group(1) + " has no value" : problem;
    }

    private static String place(String source) {
        var line = LINE.matcher(source);
        return line.matches() ? "line " + line.group(2) + " of " + line.group(1) : source;
    }
}
