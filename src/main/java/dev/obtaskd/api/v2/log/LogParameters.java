package dev.obtaskd.api.v2.log;

import static dev.obtaskd.api.v2.http.QueryParameter.constant;
import static dev.obtaskd.api.v2.http.QueryParameter.integer;
import static dev.obtaskd.api.v2.http.QueryParameter.limit;
import static dev.obtaskd.api.v2.http.QueryParameter.text;

import dev.obtaskd.api.v2.http.QueryParameter;
import dev.obtaskd.log.LinePattern;
import dev.obtaskd.log.LogSearch;

/** The parameters that select lines of a log. */
final class LogParameters extends AttemptParameters {

    static final LogParameters PARAMETERS = new LogParameters();

    private static final int MAX_LINES = 10_000;
    private static final int MAX_TEXT = 1_000;

    /** What {@link #find} searches for. */
    enum Find {
        error
    }

    /** Where {@link #find} searches, starting at the line {@link #from}. */
    enum Direction {
        next,
        previous
    }

    final QueryParameter<Long> from =
            add(integer("from", 1, "Number of the first line").orElse(1L));
    final QueryParameter<Integer> limit = add(limit(1_000, MAX_LINES, "Maximum number of lines"));
    final QueryParameter<Integer> tail =
            add(
                    integer(
                                    "tail",
                                    1,
                                    MAX_LINES,
                                    "Number of last lines; must not be combined with from")
                            .map(Long::intValue));
    final QueryParameter<String> grep =
            add(text("grep", MAX_TEXT, "Only lines that contain this text, case-insensitive"));
    final QueryParameter<String> regex =
            add(
                    text(
                            "regex",
                            LinePattern.MAX_LENGTH,
                            "Only lines whose shown part contains a match of this regular"
                                    + " expression in the syntax of RE2, such as"
                                    + " (?i)ret(urn)?=-[0-9]+; must not be combined with grep"));
    final QueryParameter<Integer> context =
            add(
                    integer(
                                    "context",
                                    0,
                                    LogSearch.MAX_CONTEXT,
                                    "Number of lines before and after each line that grep or regex"
                                            + " finds; the lines found have match=true")
                            .map(Long::intValue));
    final QueryParameter<Find> find =
            add(
                    constant(
                            "find",
                            Find.class,
                            "Only the next line of STDERR, or that contains one of the words error,"
                                    + " fatal, exception, panic, failed; must not be combined with"
                                    + " other filters, limit or tail"));
    final QueryParameter<Direction> direction =
            add(
                    constant(
                            "direction",
                            Direction.class,
                            "Where find searches: at the line from and after it, or at the"
                                    + " line from (default: the last line) and before it;"
                                    + " default: next"));
}
