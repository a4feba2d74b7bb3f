package dev.obtaskd.api.v2.log;

import dev.obtaskd.api.v2.http.ProblemException;
import dev.obtaskd.api.v2.http.QueryParameter;
import dev.obtaskd.api.v2.http.QueryValues;
import dev.obtaskd.log.LogLine;
import dev.obtaskd.log.LogPage;
import dev.obtaskd.log.LogReader;
import dev.obtaskd.text.Messages;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a log that a request selects.
 *
 * @param attempt its number, or {@link #LATEST}
 * @param from number of the first line, from 1; of no meaning with {@code tail}
 * @param limit how many lines at most
 * @param tail whether to read the last lines
 * @param grep text that they must contain; null for all lines
 */
record LogQuery(long attempt, long from, int limit, boolean tail, @Nullable String grep) {

    /** Instead of the number of an attempt. */
    static final long LATEST = 0;

    private static final Messages MESSAGES = Messages.of("api");
    private static final LogParameters PARAMETERS = LogParameters.PARAMETERS;
    private static final int LINES_PER_READ = 1_000;
    private static final int MAX_CHARACTERS = 8 << 20;

    /**
     * The lines that the parameters select.
     *
     * @throws ProblemException for invalid combinations
     */
    static LogQuery of(QueryValues query) {
        var tail = query.find(PARAMETERS.tail);
        if (tail.isPresent() && query.find(PARAMETERS.from).isPresent()) {
            throw QueryParameter.invalid(
                    "tail", tail.get().toString(), MESSAGES.text("query.tail.from"));
        }
        return new LogQuery(
                query.find(PARAMETERS.attempt).orElse(LATEST),
                query.get(PARAMETERS.from),
                tail.map(
                                lines ->
                                        query.find(PARAMETERS.limit)
                                                .map(most -> Math.min(most, lines))
                                                .orElse(lines))
                        .orElseGet(() -> query.get(PARAMETERS.limit)),
                tail.isPresent(),
                query.find(PARAMETERS.grep).filter(text -> !text.isEmpty()).orElse(null));
    }

    /** Reads the lines. */
    LogPage read(LogReader log) throws IOException {
        if (grep == null) {
            return tail ? log.tail(limit) : log.page(from, limit);
        }
        return tail ? last(log, grep) : log.grep(grep, from, limit);
    }

    /** Reads the whole log, but keeps one page of it only. */
    private LogPage last(LogReader log, String text) throws IOException {
        var lines = new ArrayDeque<LogLine>();
        var size = 0L;
        var page = log.grep(text, 1, LINES_PER_READ);
        while (true) {
            for (var line : page.lines()) {
                lines.add(line);
                size += line.text().length();
                while (lines.size() > limit || size > MAX_CHARACTERS) {
                    size -= lines.remove().text().length();
                }
            }
            if (page.eof()) {
                break;
            }
            page = log.grep(text, page.nextLine(), LINES_PER_READ);
        }
        var first = lines.isEmpty() ? 1 : lines.getFirst().n();
        return new LogPage(
                page.attempt(),
                first,
                new ArrayList<>(lines),
                page.nextLine(),
                page.totalLines(),
                page.totalBytes(),
                true);
    }
}
