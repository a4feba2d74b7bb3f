package dev.obtaskd.step.exec.output;

import dev.obtaskd.step.StepContext;
import dev.obtaskd.step.StepLog;
import dev.obtaskd.step.exec.proc.AttemptFiles;
import dev.obtaskd.step.exec.proc.EndMark;
import dev.obtaskd.step.exec.proc.Notifier;
import dev.obtaskd.step.exec.proc.ProcessTag;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;

/** Both outputs of an attempt, read alternately. */
public final class AttemptOutputs implements AutoCloseable {

    /** The pause after reading a fast output, as a multiple of the time that reading took. */
    private static final int PAUSE_PER_READ = 6;

    /** The shortest pause; the reader may only be waiting for the disk. */
    private static final Duration MIN_PAUSE = Duration.ofMillis(1);

    private static final Duration MAX_PAUSE = Duration.ofMillis(100);
    private static final Duration INTERVAL = Duration.ofMillis(2);

    /** More than a pipe and a pump can hold; a pipe has at most 1 MiB. */
    private static final long MAX_IN_TRANSIT = 2 * 1024 * 1024;

    /**
     * Without a mark, because the wrapper was killed, an output has ended after this time without
     * content.
     */
    private static final Duration QUIET_TIME = Duration.ofSeconds(1);

    /** The same if a mark is expected, which a very busy host may delay. */
    private static final Duration QUIET_TIME_BEFORE_MARK = Duration.ofSeconds(60);

    private final StepContext context;
    private final AttemptFiles files;
    private final OutputTail stdout;
    private final OutputTail stderr;
    private final ByteBuffer buffer = OutputTail.buffer();
    private final Notifier notifier;
    private Duration worked = Duration.ZERO;

    /**
     * @param notifier ends a pause early
     */
    public AttemptOutputs(StepContext context, ProcessTag tag, Notifier notifier) {
        this.context = context;
        this.files = new AttemptFiles(context.directory());
        stdout =
                new OutputTail(
                        files.stdout(), StepLog.Stream.STDOUT, context.log(), EndMark.of(tag));
        stderr =
                new OutputTail(
                        files.stderr(), StepLog.Stream.STDERR, context.log(), EndMark.of(tag));
        this.notifier = notifier;
    }

    /** Reads one chunk of each; whether there is more. */
    public boolean readSome() throws IOException {
        var began = System.nanoTime();
        // Not ||: both are read.
        var more = stdout.readChunk(buffer) | stderr.readChunk(buffer);
        worked = Duration.ofNanos(System.nanoTime() - began);
        return more;
    }

    /** Pauses after a chunk of a fast output. */
    public void pause() throws InterruptedException {
        notifier.await(pause(worked));
    }

    /**
     * The reader is active at most a seventh of the time: other threads get the processor, and
     * output beyond the log limit is discarded without being read. On a loaded host, where reading
     * takes long, the share is larger.
     */
    static Duration pause(Duration worked) {
        var nanos =
                Math.clamp(
                        PAUSE_PER_READ * worked.toNanos(),
                        MIN_PAUSE.toNanos(),
                        MAX_PAUSE.toNanos());
        return Duration.ofNanos(nanos);
    }

    /**
     * Reads all that was written before the program ended or was killed; does not wait for output
     * of processes left behind. Returns early if the daemon shuts down.
     */
    public void readRest() throws IOException, InterruptedException {
        stdout.endWithin(MAX_IN_TRANSIT);
        stderr.endWithin(MAX_IN_TRANSIT);
        if (context.detached() || readSome() || !stdout.atEnd() || !stderr.atEnd()) {
            waitForRest();
        }
        stdout.release(buffer);
        stderr.release(buffer);
    }

    private void waitForRest() throws IOException, InterruptedException {
        var quietTime = quietTime();
        var quietSince = System.nanoTime();
        while (!context.detached()) {
            // In this order: the output of a pump that has ended is complete.
            var last = complete(stdout) & complete(stderr);
            var before = stdout.position() + stderr.position();
            var more = readSome();
            if (!more && (last || System.nanoTime() - quietSince > quietTime.toNanos())) {
                break;
            }
            quietSince =
                    stdout.position() + stderr.position() > before ? System.nanoTime() : quietSince;
            rest(more);
        }
    }

    private void rest(boolean more) throws InterruptedException {
        if (more) {
            pause();
        } else {
            notifier.await(INTERVAL);
        }
    }

    private static boolean complete(OutputTail output) {
        return output.atEnd() || output.pump().ended();
    }

    private Duration quietTime() {
        var marksCome =
                files.exitCode().isPresent()
                        && pumps().stream().anyMatch(pump -> pump.alive().isPresent());
        return marksCome ? QUIET_TIME_BEFORE_MARK : QUIET_TIME;
    }

    /**
     * Whether output of an ended program is lost: its pump was killed, or the disk was full.
     * Unknown for programs started by a daemon without pumps.
     */
    public boolean lost() {
        return lost(stdout) || lost(stderr);
    }

    private static boolean lost(OutputTail output) {
        return !output.atEnd() && output.pump().ended();
    }

    /** The pumps of both outputs. */
    public List<OutputPump> pumps() {
        return List.of(stdout.pump(), stderr.pump());
    }

    @Override
    public void close() throws IOException {
        stdout.close();
        stderr.close();
    }
}
