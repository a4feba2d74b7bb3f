package dev.obtaskd.api.v2.log;

import dev.obtaskd.api.v2.http.ProblemException;
import dev.obtaskd.api.v2.http.QueryParams;
import dev.obtaskd.log.LogLine;
import dev.obtaskd.log.LogPage;
import dev.obtaskd.log.LogReader;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which lines of a log are asked for.
 *
 * @param attempt its number; 0 for the latest
 * @param from number of the first line, from 1; of no meaning with {@code tail}
 * @param limit how many lines at most
 * @param tail whether the last lines are wanted
 * @param grep text they must hold; null if any will do
 */
record LogQuery(long attempt, long from, int limit, boolean tail, @Nullable String grep) {

    private static final int STANDARD = 1_000;
    private static final int MOST = 10_000;
    private static final int MOST_CHARACTERS = 8 << 20;

    /**
     * Reads the query of a request.
     *
     * @throws ProblemException for what is unknown, unreadable or does not go together
     */
    static LogQuery of(@Nullable String raw) {
        var query = QueryParams.of(raw, Set.of("attempt", "from", "limit", "tail", "grep"));
        var tail = query.number("tail", 1);
        if (tail.isPresent() && query.text("from").isPresent()) {
            throw QueryParams.invalid(
                    "tail", tail.get().toString(), "it excludes from", "不能与 from 同时指定");
        }
        if (tail.isPresent() && tail.get() > MOST) {
            throw QueryParams.invalid(
                    "tail", tail.get().toString(), "it is at most " + MOST, "最大为 " + MOST);
        }
        var limit = query.limit(tail.isPresent() ? MOST : STANDARD, MOST);
        return new LogQuery(
                query.number("attempt", 1).orElse(0L),
                query.number("from", 1).orElse(1L),
                tail.map(lines -> Math.min(lines.intValue(), limit)).orElse(limit),
                tail.isPresent(),
                query.text("grep").filter(text -> !text.isEmpty()).orElse(null));
    }

    /** The lines. */
    LogPage ask(LogReader log) throws IOException {
        if (grep == null) {
            return tail ? log.tail(limit) : log.page(from, limit);
        }
        return tail ? last(log, grep) : log.grep(grep, from, limit);
    }

    /** Reads the whole log, and keeps no more of it than a page. */
    private LogPage last(LogReader log, String text) throws IOException {
        var kept = new ArrayDeque<LogLine>();
        var size = 0L;
        var page = log.grep(text, 1, STANDARD);
        while (true) {
            for (var line : page.lines()) {
                kept.add(line);
                size += line.text().length();
                while (kept.size() > limit || size > MOST_CHARACTERS) {
                    size -= kept.remove().text().length();
                }
            }
            if (page.eof()) {
                break;
            }
            page = log.grep(text, page.nextLine(), STANDARD);
        }
        var first = kept.isEmpty() ? 1 : kept.getFirst().n();
        return new LogPage(
                page.attempt(),
                first,
                new ArrayList<>(kept),
                page.nextLine(),
                page.totalLines(),
                page.totalBytes(),
                true);
    }
}
