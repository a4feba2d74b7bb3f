package dev.obtaskd.log;

import java.util.List;

/**
 * Some lines of a log.
 *
 * @param attempt the attempt's number
 * @param firstLine where the page starts
 * @param lines in the order of their numbers
 * @param nextLine where to go on: after the last line looked at, or at that line if it is the log's
 *     last and its end has not come yet
 * @param totalLines number of the log's latest line
 * @param totalBytes length of the log's file
 * @param eof whether nothing is behind the page, for now
 */
public record LogPage(
        int attempt,
        long firstLine,
        List<LogLine> lines,
        long nextLine,
        long totalLines,
        long totalBytes,
        boolean eof) {

    public LogPage {
        lines = List.copyOf(lines);
    }
}
