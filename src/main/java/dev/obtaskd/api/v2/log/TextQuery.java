package dev.obtaskd.api.v2.log;

import dev.obtaskd.api.v2.http.ProblemException;
import dev.obtaskd.api.v2.http.QueryParams;
import dev.obtaskd.text.Messages;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a log that a request wants as text.
 *
 * @param attempt its number; 0 for the latest
 * @param from number of the first line, from 1
 * @param to number of the last line
 */
record TextQuery(long attempt, long from, long to) {

    private static final Messages MESSAGES = Messages.of("api");
    private static final int MAX_LINES = 100_000;

    /**
     * Parses the query of a request.
     *
     * @throws ProblemException for unknown or invalid parameters, and for too many lines
     */
    static TextQuery of(@Nullable String raw) {
        var query = QueryParams.of(raw, Set.of("attempt", "from", "to"));
        var from = query.number("from", 1).orElse(1L);
        var last = from + MAX_LINES - 1;
        var to = query.number("to", 1).orElse(last);
        if (to < from || to > last) {
            throw QueryParams.invalid(
                    "to",
                    Long.toString(to),
                    MESSAGES.text("query.to", Long.toString(from), Long.toString(last), MAX_LINES));
        }
        return new TextQuery(query.number("attempt", 1).orElse(0L), from, to);
    }
}
