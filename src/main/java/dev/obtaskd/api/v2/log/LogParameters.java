package dev.obtaskd.api.v2.log;

import static dev.obtaskd.api.v2.http.QueryParameter.integer;
import static dev.obtaskd.api.v2.http.QueryParameter.limit;
import static dev.obtaskd.api.v2.http.QueryParameter.text;

import dev.obtaskd.api.v2.http.QueryParameter;

/** The parameters that select lines of a log. */
final class LogParameters extends AttemptParameters {

    static final LogParameters PARAMETERS = new LogParameters();

    private static final int MAX_LINES = 10_000;

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
            add(text("grep", "Only lines that contain this text, case-insensitive"));
}
