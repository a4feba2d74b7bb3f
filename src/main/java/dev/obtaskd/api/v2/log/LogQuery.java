package dev.obtaskd.api.v2.log;

import dev.obtaskd.api.v2.http.ProblemException;
import dev.obtaskd.api.v2.http.QueryParams;
import dev.obtaskd.log.LinePattern;
import dev.obtaskd.log.LinePattern.InvalidPatternException;
import dev.obtaskd.log.LogLine;
import dev.obtaskd.log.LogPage;
import dev.obtaskd.log.LogReader;
import dev.obtaskd.log.LogSearch;
import dev.obtaskd.log.TimeLimit;
import dev.obtaskd.text.Messages;
import java.io.IOException;
import java.time.Duration;
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
 * @param search which lines to return; null for all lines
 * @param context whether matching lines are marked, as lines near them are returned too
 * @param backwards whether to return the last match at or before {@code from}
 */
record LogQuery(
        long attempt,
        long from,
        int limit,
        boolean tail,
        @Nullable LogSearch search,
        boolean context,
        boolean backwards) {

    private static final Messages MESSAGES = Messages.of("api");
    private static final Set<String> PARAMETERS =
            Set.of(
                    "attempt",
                    "from",
                    "limit",
                    "tail",
                    "grep",
                    "regex",
                    "context",
                    "find",
                    "direction");
    private static final int DEFAULT_LINES = 1_000;
    private static final int MAX_LINES = 10_000;
    private static final int MAX_CHARACTERS = 8 << 20;
    private static final int MAX_TEXT = 1_000;

    /** Less than the 2 s that a request may take: the last line read may need some time. */
    private static final Duration SEARCH_TIME = Duration.ofMillis(1_400);

    /** What {@code find} may look for. */
    enum Find {
        error
    }

    /** Where {@code find} looks, from the line {@code from} on. */
    enum FindDirection {
        next,
        previous
    }

    /**
     * Parses the query of a request.
     *
     * @throws ProblemException for unknown or invalid parameters and combinations
     */
    static LogQuery of(@Nullable String raw) {
        var query = QueryParams.of(raw, PARAMETERS);
        var find = query.one("find", Find.class);
        var direction = query.one("direction", FindDirection.class);
        if (find.isPresent()) {
            exclude(query, "find", "grep", "regex", "context", "tail", "limit");
        } else if (direction.isPresent()) {
            throw QueryParams.invalid(
                    "direction",
                    direction.get().name(),
                    MESSAGES.text("query.requires", "direction", "find"));
        }
        var tail = query.number("tail", 1);
        if (tail.isPresent()) {
            exclude(query, "tail", "from");
            if (tail.get() > MAX_LINES) {
                throw QueryParams.invalid(
                        "tail", tail.get().toString(), MESSAGES.text("query.tail.most", MAX_LINES));
            }
        }
        var backwards = direction.filter(FindDirection.previous::equals).isPresent();
        var limit = query.limit(tail.isPresent() ? MAX_LINES : DEFAULT_LINES, MAX_LINES);
        return new LogQuery(
                query.number("attempt", 1).orElse(0L),
                query.number("from", 1).orElse(backwards ? Long.MAX_VALUE : 1L),
                find.isPresent()
                        ? 1
                        : tail.map(lines -> Math.min(lines.intValue(), limit)).orElse(limit),
                tail.isPresent(),
                find.isPresent() ? LogSearch.errors() : search(query),
                query.text("context").isPresent(),
                backwards);
    }

    /** Reads the lines. */
    LogPage read(LogReader log) throws IOException {
        if (search == null) {
            return tail ? log.tail(limit) : log.page(from, limit);
        }
        var time = new TimeLimit(SEARCH_TIME);
        if (backwards) {
            return log.searchBackwards(search, from, time);
        }
        return tail ? last(log, search, time) : log.search(search, from, limit, time);
    }

    private static @Nullable LogSearch search(QueryParams query) {
        var text = query.text("grep").filter(value -> !value.isEmpty());
        var expression = query.text("regex").filter(value -> !value.isEmpty());
        if (expression.isPresent()) {
            exclude(query, "regex", "grep");
        }
        if (text.isPresent() && text.get().length() > MAX_TEXT) {
            throw QueryParams.invalid(
                    "grep", text.get(), MESSAGES.text("query.length", "grep", MAX_TEXT));
        }
        var search = text.map(LogSearch::text).or(() -> expression.map(LogQuery::pattern));
        var context = query.number("context", 0);
        if (context.isEmpty()) {
            return search.orElse(null);
        }
        var value = context.get().toString();
        if (context.get() > LogSearch.MAX_CONTEXT) {
            throw QueryParams.invalid(
                    "context",
                    value,
                    MESSAGES.text("query.range", "context", 0, LogSearch.MAX_CONTEXT));
        }
        return search.orElseThrow(
                        () ->
                                QueryParams.invalid(
                                        "context",
                                        value,
                                        MESSAGES.text("query.requires", "context", "grep, regex")))
                .context(context.get().intValue());
    }

    private static LogSearch pattern(String expression) {
        try {
            return LogSearch.pattern(LinePattern.of(expression));
        } catch (InvalidPatternException unusable) {
            throw QueryParams.invalid(
                    "regex", expression, MESSAGES.text("query.regex", unusable.getMessage()));
        }
    }

    private static void exclude(QueryParams query, String name, String... others) {
        for (var other : others) {
            if (query.text(other).isPresent()) {
                throw QueryParams.invalid(
                        name,
                        query.text(name).orElse(""),
                        MESSAGES.text("query.excludes", name, other));
            }
        }
    }

    /** Reads from the first line on, but keeps one page only. */
    private LogPage last(LogReader log, LogSearch what, TimeLimit time) throws IOException {
        var lines = new ArrayDeque<LogLine>();
        var size = 0L;
        var page = log.search(what, 1, DEFAULT_LINES, time);
        while (true) {
            for (var line : page.lines()) {
                lines.add(line);
                size += line.text().length();
                while (lines.size() > limit || size > MAX_CHARACTERS) {
                    size -= lines.remove().text().length();
                }
            }
            if (page.eof() || time.passed()) {
                break;
            }
            page = log.search(what, page.nextLine(), DEFAULT_LINES, time);
        }
        var first = lines.isEmpty() ? 1 : lines.getFirst().n();
        return new LogPage(
                page.attempt(),
                first,
                new ArrayList<>(lines),
                page.nextLine(),
                page.totalLines(),
                page.totalBytes(),
                page.eof());
    }
}
