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
    private static final int MAX_PAGE = 8 * 1024 * 1024;

    private static final int COPY_BUFFER = 64 * 1024;

    private final AttemptDirectory attempt;

    /**
     * @param attempt whose log is read
     */
    public LogReader(AttemptDirectory attempt) {
        this.attempt = attempt;
    }

    /**
     * The lines from a number on.
     *
     * @param from number of the first, from 1
     * @param limit how many at most, from 1; a page of very long lines has fewer
     */
    public LogPage page(long from, int limit) throws IOException {
        return read(log -> lines(log, LogEnd.of(log, attempt), from, limit, null), empty(from));
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
     * The lines from a number on that contain a text, ignoring case; also beyond the shown part of
     * a line.
     *
     * @param limit how many at most, from 1
     */
    public LogPage grep(String text, long from, int limit) throws IOException {
        return read(
                log -> lines(log, LogEnd.of(log, attempt), from, limit, new TextMatcher(text)),
                empty(from));
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
        return lines(log, end, Math.max(1, end.lines() - lines + 1), lines, null);
    }

    private LogPage lines(
            RandomAccessFile log, LogEnd end, long from, int limit, @Nullable TextMatcher needle)
            throws IOException {
        var lines = lines(log, end, from, needle);
        var found = new ArrayList<LogLine>();
        var next = from;
        var size = 0;
        var eof = false;
        while (!eof && found.size() < limit && size < MAX_PAGE) {
            var draft = lines.next();
            if (draft != null && (needle == null || draft.matched())) {
                found.add(draft.line());
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
                        new RecordReader(log, 0, log.length()), IndexEntry.START, 1, null);
        LogLine system = null;
        for (var draft = lines.next(); draft != null; draft = lines.next()) {
            if (draft.stream() == Stream.STDERR) {
                return Optional.of(draft.line());
            }
            system = draft.stream() == Stream.SYSTEM ? draft.line() : system;
        }
        return Optional.ofNullable(system);
    }

    private LineAssembler lines(
            RandomAccessFile log, LogEnd end, long from, @Nullable TextMatcher needle)
            throws IOException {
        var mark = LogEnd.floor(log, attempt, from);
        return new LineAssembler(
                new RecordReader(log, mark.offset(), end.bytes()), mark, from, needle);
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
