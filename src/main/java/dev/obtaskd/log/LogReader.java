package dev.obtaskd.log;

import dev.obtaskd.step.StepLog.Stream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the log of an attempt, also while it is written. Uses little memory for logs and lines of
 * any length. A missing log reads as empty. Every call opens the file.
 */
public final class LogReader {

    /** Bytes of text after which a page ends, regardless of its limit. */
    static final int MAX_PAGE = 8 * 1024 * 1024;

    private static final int COPY_BUFFER = 64 * 1024;

    private final AttemptDirectory attempt;
    private final int maxLine;

    /**
     * @param attempt whose log is read
     */
    public LogReader(AttemptDirectory attempt, LogLimits limits) {
        this.attempt = attempt;
        this.maxLine = limits.maxLine();
    }

    /**
     * The lines from a number on.
     *
     * @param from number of the first, from 1
     * @param limit how many at most, from 1; a page of very long lines has fewer
     */
    public LogPage page(long from, int limit) throws IOException {
        return read(log -> lines(log, LogEnd.of(log, attempt), from, limit), empty(from));
    }

    /** The end of the log. */
    public LogEnd end() throws IOException {
        return read(log -> LogEnd.of(log, attempt), new LogEnd(0, 0));
    }

    /** The last lines. */
    public LogPage tail(int lines) throws IOException {
        return read(log -> tail(log, lines), empty(1));
    }

    /**
     * The lines from a number on that a search finds, with their context.
     *
     * @param limit how many at most, from 1
     * @param time after which the page ends
     */
    public LogPage search(LogSearch search, long from, int limit, TimeLimit time)
            throws IOException {
        return read(
                log -> {
                    var end = LogEnd.of(log, attempt);
                    return new ForwardSearch(search, from, limit)
                            .page(
                                    attempt.no(),
                                    line -> lines(log, end, line, search.text()),
                                    end,
                                    time);
                },
                empty(from));
    }

    /**
     * The last line at or before a number that a search finds, without context. The next page
     * starts before it; {@code eof} means that there is no line before it.
     *
     * @param time after which the page ends
     */
    public LogPage searchBackwards(LogSearch search, long from, TimeLimit time) throws IOException {
        return read(
                log ->
                        new BackwardSearch(log, attempt, LogEnd.of(log, attempt), search, maxLine)
                                .page(from, time),
                empty(1));
    }

    /**
     * The line that most likely explains a failure: the first of STDERR, else the last of the
     * daemon. Reads the whole log if there is no STDERR.
     */
    public Optional<LogLine> firstErrorLine() throws IOException {
        return read(this::firstErrorLine, Optional.empty());
    }

    /** Length of the raw log in bytes; 0 if there is none. */
    public long size() throws IOException {
        return read(RandomAccessFile::length, 0L);
    }

    /**
     * Copies a range of the raw log, up to the end of the log.
     *
     * @param from offset of the first byte
     * @param length in bytes
     */
    public void copy(long from, long length, OutputStream out) throws IOException {
        read(log -> copy(log, from, length, out), 0L);
    }

    /**
     * Opens the raw log; empty if there is none. It stays readable if the log is deleted meanwhile.
     */
    public Optional<SeekableByteChannel> open() throws IOException {
        try {
            return Optional.of(Files.newByteChannel(attempt.log()));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        }
    }

    private LogPage tail(RandomAccessFile log, int lines) throws IOException {
        var end = LogEnd.of(log, attempt);
        return lines(log, end, Math.max(1, end.lines() - lines + 1), lines);
    }

    private LogPage lines(RandomAccessFile log, LogEnd end, long from, int limit)
            throws IOException {
        var lines = lines(log, end, from, null);
        var found = new ArrayList<LogLine>();
        var next = from;
        var size = 0;
        var eof = false;
        while (!eof && found.size() < limit && size < MAX_PAGE) {
            var draft = lines.next();
            if (draft != null) {
                found.add(draft.line(false));
                size += draft.size();
            }
            eof = draft == null || draft.number() == end.lines();
            next =
                    draft == null
                            ? next
                            : draft.growing() && eof ? draft.number() : draft.number() + 1;
        }
        return new LogPage(attempt.no(), from, found, next, end.lines(), end.bytes(), eof);
    }

    private Optional<LogLine> firstErrorLine(RandomAccessFile log) throws IOException {
        var lines =
                new LineAssembler(
                        new RecordReader(log, 0, log.length()), IndexEntry.START, 1, null, maxLine);
        LogLine system = null;
        for (var draft = lines.next(); draft != null; draft = lines.next()) {
            if (draft.stream() == Stream.STDERR) {
                return Optional.of(draft.line(false));
            }
            system = draft.stream() == Stream.SYSTEM ? draft.line(false) : system;
        }
        return Optional.ofNullable(system);
    }

    private LineAssembler lines(
            RandomAccessFile log, LogEnd end, long from, @Nullable TextMatcher needle)
            throws IOException {
        var mark = LogEnd.floor(log, attempt, from);
        return new LineAssembler(
                new RecordReader(log, mark.offset(), end.bytes()), mark, from, needle, maxLine);
    }

    private static long copy(RandomAccessFile log, long from, long length, OutputStream out)
            throws IOException {
        var buffer = new byte[COPY_BUFFER];
        var left = length;
        log.seek(from);
        while (left > 0) {
            var got = log.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (got < 0) {
                break;
            }
            out.write(buffer, 0, got);
            left -= got;
        }
        return length - left;
    }

    private LogPage empty(long from) {
        return new LogPage(attempt.no(), from, List.of(), from, 0, 0, true);
    }

    private <T> T read(Reading<T> reading, T none) throws IOException {
        try (var log = new RandomAccessFile(attempt.log().toFile(), "r")) {
            return reading.read(log);
        } catch (FileNotFoundException e) {
            return none;
        }
    }

    private interface Reading<T> {
        T read(RandomAccessFile log) throws IOException;
    }
}
