package dev.obtaskd.api.v2.log;

import dev.obtaskd.api.v2.http.ProblemException;
import dev.obtaskd.api.v2.http.QueryParameter;
import dev.obtaskd.api.v2.http.QueryValues;
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
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a log that a request selects.
 *
 * @param attempt its number, or {@link #LATEST}
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

    /** Instead of the number of an attempt. */
    static final long LATEST = 0;

    private static final Messages MESSAGES = Messages.of("api");
    private static final LogParameters PARAMETERS = LogParameters.PARAMETERS;
    private static final int LINES_PER_READ = 1_000;
    private static final int MAX_CHARACTERS = 8 << 20;

    /** Less than the 2 s that a request may take: the last line read may need some time. */
    private static final Duration SEARCH_TIME = Duration.ofMillis(1_400);

    /**
     * The lines that the parameters select.
     *
     * @throws ProblemException for invalid combinations and regular expressions
     */
    static LogQuery of(QueryValues query) {
        checkCombinations(query);
        var find = query.find(PARAMETERS.find).isPresent();
        var backwards =
                query.find(PARAMETERS.direction)
                        .filter(LogParameters.Direction.previous::equals)
                        .isPresent();
        return new LogQuery(
                query.find(PARAMETERS.attempt).orElse(LATEST),
                query.find(PARAMETERS.from)
                        .orElseGet(() -> backwards ? Long.MAX_VALUE : query.get(PARAMETERS.from)),
                find ? 1 : limit(query),
                query.find(PARAMETERS.tail).isPresent(),
                find ? LogSearch.errors() : search(query).orElse(null),
                query.find(PARAMETERS.context).isPresent(),
                backwards);
    }

    private static void checkCombinations(QueryValues query) {
        exclude(
                query,
                PARAMETERS.find,
                PARAMETERS.grep,
                PARAMETERS.regex,
                PARAMETERS.context,
                PARAMETERS.tail,
                PARAMETERS.limit);
        exclude(query, PARAMETERS.tail, PARAMETERS.from);
        if (!query.find(PARAMETERS.regex).orElse("").isEmpty()) {
            exclude(query, PARAMETERS.regex, PARAMETERS.grep);
        }
        require(query, PARAMETERS.direction, PARAMETERS.find);
    }

    private static int limit(QueryValues query) {
        var limit = query.find(PARAMETERS.limit);
        return query.find(PARAMETERS.tail)
                .map(lines -> limit.map(most -> Math.min(most, lines)).orElse(lines))
                .orElseGet(() -> query.get(PARAMETERS.limit));
    }

    private static Optional<LogSearch> search(QueryValues query) {
        var search =
                query.find(PARAMETERS.grep)
                        .filter(text -> !text.isEmpty())
                        .map(LogSearch::text)
                        .or(
                                () ->
                                        query.find(PARAMETERS.regex)
                                                .filter(expression -> !expression.isEmpty())
                                                .map(LogQuery::pattern));
        var context = query.find(PARAMETERS.context);
        if (context.isPresent() && search.isEmpty()) {
            throw missing(PARAMETERS.context, context.get(), "grep, regex");
        }
        return search.map(found -> context.map(found::context).orElse(found));
    }

    private static LogSearch pattern(String expression) {
        try {
            return LogSearch.pattern(LinePattern.of(expression));
        } catch (InvalidPatternException unusable) {
            throw QueryParameter.invalid(
                    "regex", expression, MESSAGES.text("query.regex", unusable.reason()));
        }
    }

    private static void exclude(
            QueryValues query, QueryParameter<?> parameter, QueryParameter<?>... others) {
        var value = query.find(parameter);
        for (var other : others) {
            if (value.isPresent() && query.find(other).isPresent()) {
                throw QueryParameter.invalid(
                        parameter.name(),
                        value.get().toString(),
                        MESSAGES.text("query.excludes", parameter.name(), other.name()));
            }
        }
    }

    private static void require(
            QueryValues query, QueryParameter<?> parameter, QueryParameter<?> other) {
        var value = query.find(parameter);
        if (value.isPresent() && query.find(other).isEmpty()) {
            throw missing(parameter, value.get(), other.name());
        }
    }

    private static ProblemException missing(
            QueryParameter<?> parameter, Object value, String required) {
        return QueryParameter.invalid(
                parameter.name(),
                value.toString(),
                MESSAGES.text("query.requires", parameter.name(), required));
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

    /** Reads from the first line on, but keeps one page only. */
    private LogPage last(LogReader log, LogSearch what, TimeLimit time) throws IOException {
        var lines = new ArrayDeque<LogLine>();
        var size = 0L;
        var page = log.search(what, 1, LINES_PER_READ, time);
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
            page = log.search(what, page.nextLine(), LINES_PER_READ, time);
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
