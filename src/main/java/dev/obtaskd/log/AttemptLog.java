package dev.obtaskd.log;

import dev.obtaskd.step.StepLog;
import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;

/**
 * The log of one attempt, open for writing. Appended output is readable when the append returns,
 * also a line without its end. An existing log is continued after an incomplete record at its end
 * is cut off.
 */
public final class AttemptLog implements StepLog, Closeable {

    private final LogFile file;
    private final Clock clock;
    private final SecretMasking masking;
    private final StreamWriter stdout;
    private final StreamWriter stderr;
    private final StreamWriter system;
    private final Runnable appended;
    private boolean closed;

    private AttemptLog(LogFile file, Clock clock, SecretMasking masking, Runnable appended) {
        this.file = file;
        this.clock = clock;
        this.masking = masking;
        this.appended = appended;
        this.stdout = new StreamWriter(Stream.STDOUT, file, masking);
        this.stderr = new StreamWriter(Stream.STDERR, file, masking);
        this.system = new StreamWriter(Stream.SYSTEM, file, masking);
    }

    /**
     * Opens the log of an attempt. Only one instance may be open at a time.
     *
     * @param directory exists
     * @param maxBytes size limit; output beyond it is omitted, except its end
     */
    public static AttemptLog open(
            AttemptDirectory directory, Clock clock, SecretMasking masking, long maxBytes)
            throws IOException {
        return open(directory, clock, masking, maxBytes, () -> {});
    }

    /**
     * Opens the log of an attempt that reports its appends.
     *
     * @param appended called after each append; must be fast
     */
    public static AttemptLog open(
            AttemptDirectory directory,
            Clock clock,
            SecretMasking masking,
            long maxBytes,
            Runnable appended)
            throws IOException {
        var log = new RandomAccessFile(directory.log().toFile(), "rw");
        return open(log, directory, clock, masking, maxBytes, appended);
    }

    static AttemptLog open(
            RandomAccessFile log,
            AttemptDirectory directory,
            Clock clock,
            SecretMasking masking,
            long maxBytes,
            Runnable appended)
            throws IOException {
        var file = new LogFile(log, new SparseIndex(directory.index()), maxBytes);
        return new AttemptLog(file, clock, masking, appended);
    }

    /**
     * {@inheritDoc}
     *
     * @throws UncheckedIOException if writing fails; {@link #consumed} returns how much was stored,
     *     and the caller may continue from there
     * @throws IllegalStateException if the log is closed
     */
    @Override
    public synchronized void append(Stream stream, byte[] bytes, int offset, int length) {
        if (stream == Stream.SYSTEM) {
            throw new IllegalArgumentException(
                    "output of a program must be STDOUT or STDERR, not SYSTEM");
        }
        write(() -> inlet(stream).take(bytes, offset, length));
    }

    @Override
    public synchronized long pass(Stream stream, long waiting) {
        return inlet(stream).pass(waiting);
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException if the log is closed
     */
    @Override
    public synchronized long room() {
        mustBeOpen();
        return masking.most(file.room());
    }

    /**
     * {@inheritDoc} Other threads may append meanwhile.
     *
     * @throws UncheckedIOException if writing fails
     */
    @Override
    public void force() {
        try {
            file.force();
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    /**
     * {@inheritDoc} Also written to a full log.
     *
     * @throws UncheckedIOException if writing fails
     * @throws IllegalStateException if the log is closed
     */
    @Override
    public synchronized void system(String text) {
        write(() -> writeSystem(text));
    }

    @Override
    public synchronized long consumed(Stream stream) {
        return inlet(stream).taken();
    }

    /** Number of the latest line; 0 if the log is empty. */
    public synchronized long lines() {
        return file.tally().lines();
    }

    /** Length of the file in bytes. */
    public synchronized long bytes() {
        return file.tally().offset();
    }

    /**
     * Ends the log: writes what {@link #close} would, and then a last line.
     *
     * @param lastLine makes it from the latest line that the program wrote to STDERR, else to
     *     STDOUT; empty if it wrote none
     * @throws UncheckedIOException if writing fails
     */
    public synchronized void end(Function<Optional<String>, String> lastLine) {
        write(this::finish);
        write(() -> writeSystem(lastLine.apply(latestText())));
    }

    private Optional<String> latestText() throws IOException {
        var error = file.latestText(Stream.STDERR);
        return error.isPresent() ? error : file.latestText(Stream.STDOUT);
    }

    /**
     * Closes the log. A full log gets a line about the omitted output, and the end of each stream.
     *
     * @throws UncheckedIOException if writing the end fails; the log is closed all the same
     */
    @Override
    public synchronized void close() throws IOException {
        if (closed) {
            return;
        }
        try (file) {
            write(this::finish);
        } finally {
            closed = true;
        }
    }

    private void finish() throws IOException {
        stdout.release();
        stderr.release();
        var leftOut = stdout.leftOut() + stderr.leftOut();
        if (leftOut > 0) {
            writeSystem(leftOut + " bytes left out");
        }
        file.takeAll();
        stdout.last();
        stderr.last();
    }

    private void writeSystem(String text) throws IOException {
        var ended = text.endsWith("\n") ? text : text + "\n";
        // A crash or a full disk may have left an incomplete line.
        var bytes =
                (file.tally().open(Stream.SYSTEM) ? "\n" + ended : ended)
                        .getBytes(StandardCharsets.UTF_8);
        system.take(bytes, 0, bytes.length);
    }

    private void write(Writing writing) {
        mustBeOpen();
        try {
            file.at(clock.instant());
            writing.run();
            file.flush();
        } catch (IOException e) {
            recover(e);
            throw unwritable(e);
        }
        appended.run();
    }

    private static UncheckedIOException unwritable(IOException cause) {
        return new UncheckedIOException("the log cannot be written: " + cause.getMessage(), cause);
    }

    private void mustBeOpen() {
        if (closed) {
            throw new IllegalStateException("the log is closed");
        }
    }

    private void recover(IOException cause) {
        try {
            file.recount();
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
        stdout.restart();
        stderr.restart();
        system.restart();
    }

    private StreamWriter inlet(Stream stream) {
        return switch (stream) {
            case STDOUT -> stdout;
            case STDERR -> stderr;
            case SYSTEM -> system;
        };
    }

    private interface Writing {
        void run() throws IOException;
    }
}
