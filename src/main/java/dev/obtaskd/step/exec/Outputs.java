package dev.obtaskd.step.exec;

import dev.obtaskd.step.StepLog;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;

/** Both outputs of an attempt, carried over in turn so that neither waits for the end of the other. */
final class Outputs implements AutoCloseable {

    /** So many times as long as the work on it took, its reader leaves a flood alone. */
    private static final int RESTS = 6;
    /** The shortest rest; there may be nothing to do but wait for the disk. */
    private static final Duration LEAST_PAUSE = Duration.ofMillis(1);
    private static final Duration MOST_PAUSE = Duration.ofMillis(100);

    private final OutputTail stdout;
    private final OutputTail stderr;
    private final ByteBuffer buffer = OutputTail.buffer();
    private final Wake wake;
    private Duration worked = Duration.ZERO;

    /** @param wake ends a pause early */
    Outputs(AttemptFiles files, StepLog log, Wake wake) {
        stdout = new OutputTail(files.stdout(), StepLog.Stream.STDOUT, log);
        stderr = new OutputTail(files.stderr(), StepLog.Stream.STDERR, log);
        this.wake = wake;
    }

    /** Carries over a piece of each: little enough that nobody waits long for the processor; whether there is more. */
    boolean some() throws IOException {
        var began = System.nanoTime();
        // Both are asked, whatever the first one says.
        var more = stdout.piece(buffer) | stderr.piece(buffer);
        worked = Duration.ofNanos(System.nanoTime() - began);
        return more;
    }

    /** Leaves a flood alone after a part of it. */
    void pause() throws InterruptedException {
        wake.await(pause(worked));
    }

    /**
     * A flood is read a seventh of the time: whoever else needs a processor gets one, and what the log will not take
     * goes without being read. On a loaded host, where all takes long, it is read more than that.
     */
    static Duration pause(Duration worked) {
        var nanos = Math.clamp(RESTS * worked.toNanos(), LEAST_PAUSE.toNanos(), MOST_PAUSE.toNanos());
        return Duration.ofNanos(nanos);
    }

    /** Carries over all that is there now; what a daemon left behind adds later is not waited for. */
    void rest() throws IOException, InterruptedException {
        stdout.endHere();
        stderr.endHere();
        while (some()) {
            pause();
        }
    }

    @Override
    public void close() throws IOException {
        stdout.close();
        stderr.close();
    }
}
