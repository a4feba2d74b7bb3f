package dev.obtaskd.log;

import java.util.List;

/**
 * Some lines of a log.
 *
 * @param attempt the attempt's number
 * @param firstLine where the page starts
 * @param lines in the order of their numbers
 * @param nextLine where the next page starts: after the last line read, or at that line if it is
 *     the last of the log and incomplete
 * @param totalLines number of the log's latest line
 * @param totalBytes length of the log's file
 * @param eof whether no line follows the page yet
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
