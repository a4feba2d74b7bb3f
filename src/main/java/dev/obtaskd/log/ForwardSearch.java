package dev.obtaskd.log;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * One page of a search. A page is the same whether the lines before it were read by the same
 * request or by an earlier one: the lines of which the context may reach into it are read again.
 */
final class ForwardSearch {

    private final LogSearch search;
    private final long from;
    private final int limit;
    private final List<LogLine> found = new ArrayList<>();

    /** Lines that are returned if a match follows; then they are its context. */
    private final Deque<LineBuilder> before = new ArrayDeque<>();

    private long refused;
    private long contextUntil;
    private int size;

    /**
     * @param from number of the first line to return
     * @param limit how many lines at most, from 1
     */
    ForwardSearch(LogSearch search, long from, int limit) {
        this.search = search;
        this.from = from;
        this.limit = limit;
    }

    /** Opens the lines of a log from a number on. */
    interface Lines {
        LineAssembler from(long line) throws IOException;
    }

    /** Reads until the page is full, the log ends or the time is over. */
    LogPage page(int attempt, Lines log, LogEnd end, TimeLimit time) throws IOException {
        var lines = log.from(Math.max(1, from - search.context()));
        var next = from;
        var eof = false;
        while (!eof && refused == 0 && size < LogReader.MAX_PAGE && found.size() < limit) {
            var line = lines.next();
            eof = line == null || line.number() == end.lines();
            if (line == null) {
                break;
            }
            if (line.number() < from && time.halfPassed()) {
                lines = log.from(from);
                eof = false;
                continue;
            }
            add(line);
            next = line.growing() && eof ? line.number() : line.number() + 1;
            if (line.number() >= from && time.passed()) {
                break;
            }
        }
        return new LogPage(
                attempt,
                from,
                found,
                following(next),
                end.lines(),
                end.bytes(),
                eof && refused == 0);
    }

    private void add(LineBuilder line) {
        if (search.matches(line)) {
            before.forEach(near -> add(near, false));
            before.clear();
            add(line, true);
            contextUntil = line.number() + search.context();
        } else if (line.number() <= contextUntil) {
            add(line, false);
        } else if (search.context() > 0) {
            before.add(line);
            if (before.size() > search.context()) {
                before.remove();
            }
        }
    }

    private void add(LineBuilder line, boolean match) {
        if (line.number() < from || refused > 0) {
            return;
        }
        if (found.size() == limit) {
            refused = line.number();
            return;
        }
        found.add(line.line(match));
        size += line.size();
    }

    /** Where the next page starts: at the first line that it may have to return. */
    private long following(long next) {
        if (refused > 0) {
            return refused;
        }
        return before.isEmpty()
                ? Math.max(from, next)
                : Math.max(from + 1, Math.min(next, before.getFirst().number()));
    }
}
