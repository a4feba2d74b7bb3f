package dev.obtaskd.log;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the last match at or before a line, in blocks of lines from one index entry to the next.
 */
final class BackwardSearch {

    private final RandomAccessFile log;
    private final AttemptDirectory attempt;
    private final LogEnd end;
    private final LogSearch search;
    private final int maxLine;

    BackwardSearch(
            RandomAccessFile log,
            AttemptDirectory attempt,
            LogEnd end,
            LogSearch search,
            int maxLine) {
        this.log = log;
        this.attempt = attempt;
        this.end = end;
        this.search = search;
        this.maxLine = maxLine;
    }

    /** A page with that match, or where to go on if there is none or the time is over. */
    LogPage page(long from, TimeLimit time) throws IOException {
        var last = Math.min(from, end.lines());
        LineBuilder match = null;
        while (last > 0 && match == null) {
            var block = LogEnd.floor(log, attempt, last);
            match = lastMatch(block, last);
            last = match == null ? block.line() - 1 : match.number() - 1;
            if (time.passed()) {
                break;
            }
        }
        return new LogPage(
                attempt.no(),
                Math.clamp(from, 1, Math.max(1, end.lines())),
                match == null ? List.of() : List.of(match.line(true)),
                Math.max(1, last),
                end.lines(),
                end.bytes(),
                last < 1);
    }

    private @Nullable LineBuilder lastMatch(IndexEntry block, long last) throws IOException {
        var lines =
                new LineAssembler(
                        new RecordReader(log, block.offset(), end.bytes()),
                        block,
                        block.line(),
                        search.text(),
                        maxLine);
        LineBuilder match = null;
        for (var line = lines.next(); line != null && line.number() <= last; line = lines.next()) {
            match = search.matches(line) ? line : match;
        }
        return match;
    }
}
