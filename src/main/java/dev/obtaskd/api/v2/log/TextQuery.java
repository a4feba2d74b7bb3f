package dev.obtaskd.api.v2.log;

import dev.obtaskd.api.v2.http.ProblemException;
import dev.obtaskd.api.v2.http.QueryParameter;
import dev.obtaskd.api.v2.http.QueryValues;
import dev.obtaskd.text.Messages;

/**
 * The lines of a log that a request wants as text.
 *
 * @param attempt its number; {@link LogQuery#LATEST} for the latest
 * @param from number of the first line, from 1
 * @param to number of the last line
 */
record TextQuery(long attempt, long from, long to) {

    private static final Messages MESSAGES = Messages.of("api");
    private static final TextParameters PARAMETERS = TextParameters.PARAMETERS;
    private static final int MAX_LINES = 100_000;

    /**
     * The lines that the parameters select.
     *
     * @throws ProblemException for too many lines, or none
     */
    static TextQuery of(QueryValues query) {
        var from = query.get(PARAMETERS.from);
        var last = from + MAX_LINES - 1;
        var to = query.find(PARAMETERS.to).orElse(last);
        if (to < from || to > last) {
            throw QueryParameter.invalid(
                    "to",
                    Long.toString(to),
                    MESSAGES.text("query.to", Long.toString(from), Long.toString(last), MAX_LINES));
        }
        return new TextQuery(query.find(PARAMETERS.attempt).orElse(LogQuery.LATEST), from, to);
    }
}
