package dev.obtaskd.log;

import dev.obtaskd.step.StepLog.Stream;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What to look for in a log, and how many lines around it to return. */
public final class LogSearch {

    /** The most lines before and after a match. */
    public static final int MAX_CONTEXT = 50;

    private static final Pattern ERROR =
            Pattern.compile("(?i)\\b(error|fatal|exception|panic|failed)\\b");

    private final @Nullable TextMatcher text;
    private final Predicate<LineBuilder> matches;
    private final int context;

    private LogSearch(@Nullable TextMatcher text, Predicate<LineBuilder> matches, int context) {
        this.text = text;
        this.matches = matches;
        this.context = context;
    }

    /** Lines that contain a text, ignoring case, also beyond the part of a line that is shown. */
    public static LogSearch text(String text) {
        return new LogSearch(new TextMatcher(text), LineBuilder::matched, 0);
    }

    /** Lines whose shown part contains a match of a pattern. */
    public static LogSearch pattern(LinePattern pattern) {
        return new LogSearch(null, line -> pattern.matches(line.text()), 0);
    }

    /** Lines of STDERR, and those whose shown part names an error. */
    public static LogSearch errors() {
        return new LogSearch(
                null,
                line -> line.stream() == Stream.STDERR || ERROR.matcher(line.text()).find(),
                0);
    }

    /**
     * The same with lines around each match.
     *
     * @param lines before and after it, at most {@link #MAX_CONTEXT}
     */
    public LogSearch context(int lines) {
        return new LogSearch(text, matches, lines);
    }

    int context() {
        return context;
    }

    /** The text that must be searched for while lines are assembled. */
    @Nullable TextMatcher text() {
        return text;
    }

    boolean matches(LineBuilder line) {
        return matches.test(line);
    }
}
