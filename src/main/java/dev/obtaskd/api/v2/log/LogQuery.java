package dev.obtaskd.api.v2.log;

import dev.obtaskd.api.v2.http.ProblemException;
import dev.obtaskd.api.v2.http.QueryParams;
import dev.obtaskd.log.LogLine;
import dev.obtaskd.log.LogPage;
import dev.obtaskd.log.LogReader;
import dev.obtaskd.text.Messages;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a log that a request selects.
 *
 * @param attempt its number; 0 for the latest
 * @param from number of the first line, from 1; of no meaning with {@code tail}
 * @param limit how many lines at most
 * @param tail whether to read the last lines
 * @param grep text that they must contain; null for all lines
 */
record LogQuery(long attempt, long from, int limit, boolean tail, @Nullable String grep) {

    private static final Messages MESSAGES = Messages.of("api");
    private static final int DEFAULT_LINES = 1_000;
    private static final int MAX_LINES = 10_000;
    private static final int MAX_CHARACTERS = 8 << 20;

    /**
     * Parses the query of a request.
     *
     * @throws ProblemException for unknown or invalid parameters and combinations
     */
    static LogQuery of(@Nullable String raw) {
        var query = QueryParams.of(raw, Set.of("attempt", "from", "limit", "tail", "grep"));
        var tail = query.number("tail", 1);
        if (tail.isPresent() && query.text("from").isPresent()) {
            throw QueryParams.invalid(
                    "tail", tail.get().toString(), MESSAGES.text("query.tail.from"));
        }
        if (tail.isPresent() && tail.get() > MAX_LINES) {
            throw QueryParams.invalid(
                    "tail", tail.get().toString(), MESSAGES.text("query.tail.most", MAX_LINES));
        }
        var limit = query.limit(tail.isPresent() ? MAX_LINES : DEFAULT_LINES, MAX_LINES);
        return new LogQuery(
                query.number("attempt", 1).orElse(0L),
                query.number("from", 1).orElse(1L),
                tail.map(lines -> Math.min(lines.intValue(), limit)).orElse(limit),
                tail.isPresent(),
                query.text("grep").filter(text -> !text.isEmpty()).orElse(null));
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
        var page = log.grep(text, 1, DEFAULT_LINES);
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
            page = log.grep(text, page.nextLine(), DEFAULT_LINES);
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
