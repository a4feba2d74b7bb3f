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

/**
 * Both outputs of an attempt, carried over in turn so that neither waits for the end of the other.
 */
public final class AttemptOutputs implements AutoCloseable {

    /** So many times as long as the work on it took, its reader leaves a flood alone. */
    private static final int RESTS = 6;

    /** The shortest rest; there may be nothing to do but wait for the disk. */
    private static final Duration LEAST_PAUSE = Duration.ofMillis(1);

    private static final Duration MOST_PAUSE = Duration.ofMillis(100);
    private static final Duration LOOK = Duration.ofMillis(2);

    /** More than a pipe and a pump hold; who may, can make a pipe of 1 MiB. */
    private static final long ON_ITS_WAY = 2 * 1024 * 1024;

    /**
     * Without a mark, as the wrapper was killed, an output is at its end when it has been quiet for
     * so long.
     */
    private static final Duration QUIET = Duration.ofSeconds(1);

    /** The same where a mark must come, but a very busy host may keep the pump waiting. */
    private static final Duration QUIET_BEFORE_MARK = Duration.ofSeconds(60);

    private final StepContext context;
    private final AttemptFiles files;
    private final OutputTail stdout;
    private final OutputTail stderr;
    private final ByteBuffer buffer = OutputTail.buffer();
    private final Notifier wake;
    private Duration worked = Duration.ZERO;

    /**
     * @param wake ends a pause early
     */
    public AttemptOutputs(StepContext context, ProcessTag cookie, Notifier wake) {
        this.context = context;
        this.files = new AttemptFiles(context.directory());
        stdout =
                new OutputTail(
                        files.stdout(), StepLog.Stream.STDOUT, context.log(), EndMark.of(cookie));
        stderr =
                new OutputTail(
                        files.stderr(), StepLog.Stream.STDERR, context.log(), EndMark.of(cookie));
        this.wake = wake;
    }

    /**
     * Carries over a piece of each: little enough that nobody waits long for the processor; whether
     * there is more.
     */
    public boolean some() throws IOException {
        var began = System.nanoTime();
        // Both are asked, whatever the first one says.
        var more = stdout.piece(buffer) | stderr.piece(buffer);
        worked = Duration.ofNanos(System.nanoTime() - began);
        return more;
    }

    /** Leaves a flood alone after a part of it. */
    public void pause() throws InterruptedException {
        wake.await(pause(worked));
    }

    /**
     * A flood is read a seventh of the time: whoever else needs a processor gets one, and what the
     * log will not take goes without being read. On a loaded host, where all takes long, it is read
     * more than that.
     */
    static Duration pause(Duration worked) {
        var nanos =
                Math.clamp(RESTS * worked.toNanos(), LEAST_PAUSE.toNanos(), MOST_PAUSE.toNanos());
        return Duration.ofNanos(nanos);
    }

    /**
     * Carries over all that was written before the program ended, or was killed; what a process
     * left behind adds later is not waited for. Ends early if the daemon goes down.
     */
    public void rest() throws IOException, InterruptedException {
        stdout.endWithin(ON_ITS_WAY);
        stderr.endWithin(ON_ITS_WAY);
        if (context.detached() || some() || !stdout.atEnd() || !stderr.atEnd()) {
            waitForRest();
        }
        stdout.release(buffer);
        stderr.release(buffer);
    }

    private void waitForRest() throws IOException, InterruptedException {
        var patience = patience();
        var quietSince = System.nanoTime();
        while (!context.detached()) {
            // In this order: what a pump that has ended wrote is there.
            var last = over(stdout) & over(stderr);
            var before = stdout.position() + stderr.position();
            var more = some();
            if (!more && (last || System.nanoTime() - quietSince > patience.toNanos())) {
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
            wake.await(LOOK);
        }
    }

    private static boolean over(OutputTail output) {
        return output.atEnd() || output.pump().ended();
    }

    private Duration patience() {
        var marksCome =
                files.exitCode().isPresent()
                        && pumps().stream().anyMatch(pump -> pump.alive().isPresent());
        return marksCome ? QUIET_BEFORE_MARK : QUIET;
    }

    /**
     * Whether a program that has ended wrote something that is lost: its pump was killed, or had no
     * room on the disk. That is not known of programs that were begun by a daemon without pumps.
     */
    public boolean lost() {
        return lost(stdout) || lost(stderr);
    }

    private static boolean lost(OutputTail output) {
        return !output.atEnd() && output.pump().ended();
    }

    /** The pumps of both. */
    public List<OutputPump> pumps() {
        return List.of(stdout.pump(), stderr.pump());
    }

    @Override
    public void close() throws IOException {
        stdout.close();
        stderr.close();
    }
}
