package dev.obtaskd.api.v2.event;

import dev.obtaskd.log.LogLine;
import dev.obtaskd.log.LogPage;
import dev.obtaskd.log.LogReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/**
 * Some lines of a log, in the order of their numbers. A line without its end is left out while the
 * attempt runs: clients drop lines that they have.
 *
 * @param next number of the line after them
 * @param totalLines number of the latest line of the log
 * @param complete whether the attempt has ended and no line follows
 */
record LogChunk(List<LogLine> lines, long next, long totalLines, boolean complete) {

    private static final int MAX_LINES = 500;

    /** Characters of an event, without those that JSON escapes. */
    private static final int MAX_CHARACTERS = 64 * 1024;

    /** Of a line beside its text. */
    private static final int LINE_CHARACTERS = 100;

    /** Reads the lines from a number on; none if there is no log. */
    static LogChunk read(Optional<LogReader> log, long from, boolean ended) {
        if (log.isEmpty()) {
            return new LogChunk(List.of(), from, 0, ended);
        }
        try {
            return of(log.get().page(from, MAX_LINES), ended).limited();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Number of the line that follows the lines that a log has now. */
    static long end(Optional<LogReader> log) {
        if (log.isEmpty()) {
            return 1;
        }
        try {
            return log.get().tail(1).nextLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first lines of it. */
    LogChunk first(int count) {
        return new LogChunk(lines.subList(0, count), lines.get(count).n(), totalLines, false);
    }

    private LogChunk limited() {
        var size = 0;
        for (var i = 0; i < lines.size(); i++) {
            size += lines.get(i).text().length() + LINE_CHARACTERS;
            if (size > MAX_CHARACTERS && i > 0) {
                return first(i);
            }
        }
        return this;
    }

    private static LogChunk of(LogPage page, boolean ended) {
        var lines = page.lines();
        var growing = !lines.isEmpty() && lines.getLast().n() == page.nextLine();
        if (growing && !ended) {
            lines = lines.subList(0, lines.size() - 1);
        }
        var next = growing && ended ? page.nextLine() + 1 : page.nextLine();
        return new LogChunk(lines, next, page.totalLines(), ended && page.eof());
    }
}
