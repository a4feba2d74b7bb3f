package dev.obtaskd.log;

import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Lines of a log as text, for copying: without numbers, times and control sequences. The log stays
 * readable if it is deleted meanwhile. What is written to it later is not included.
 */
public final class LogText implements Closeable {

    /** Follows the text of a line that is not complete. */
    public static final String CUT = " […]";

    private final RandomAccessFile log;
    private final LineAssembler lines;
    private final long to;

    private LogText(RandomAccessFile log, LineAssembler lines, long to) {
        this.log = log;
        this.lines = lines;
        this.to = to;
    }

    /**
     * Opens the log; empty if there is none.
     *
     * @param from number of the first line, from 1
     * @param to number of the last line
     */
    public static Optional<LogText> open(
            AttemptDirectory attempt, LogLimits limits, long from, long to) throws IOException {
        RandomAccessFile log;
        try {
            log = new RandomAccessFile(attempt.log().toFile(), "r");
        } catch (FileNotFoundException none) {
            return Optional.empty();
        }
        try {
            var end = LogEnd.of(log, attempt);
            var mark = LogEnd.floor(log, attempt, from);
            var reader = new RecordReader(log, mark.offset(), end.bytes());
            var lines = new LineAssembler(reader, mark, from, null, limits.maxLine());
            return Optional.of(new LogText(log, lines, to));
        } catch (IOException | RuntimeException broken) {
            log.close();
            throw broken;
        }
    }

    /** Writes the lines, in UTF-8, each with a newline. */
    public void write(OutputStream out) throws IOException {
        for (var line = lines.next(); line != null && line.number() <= to; line = lines.next()) {
            var shown = line.line(false);
            var text = PlainText.of(shown.text()) + (shown.cut() ? CUT : "") + "\n";
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    @Override
    public void close() throws IOException {
        log.close();
    }
}
