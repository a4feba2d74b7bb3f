package dev.obtaskd.step.exec;

import dev.obtaskd.step.StepLog;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Both outputs of an attempt, carried over in turn so that neither waits for the end of the other. */
final class Outputs implements AutoCloseable {

    /** So much in one go, then the caller looks whether it is asked to stop. */
    private static final int PIECES = 4;

    private final OutputTail stdout;
    private final OutputTail stderr;
    private final ByteBuffer buffer = OutputTail.buffer();

    Outputs(AttemptFiles files, StepLog log) {
        stdout = new OutputTail(files.stdout(), StepLog.Stream.STDOUT, log);
        stderr = new OutputTail(files.stderr(), StepLog.Stream.STDERR, log);
    }

    /** Carries over a bounded part; whether there may be more. */
    boolean some() throws IOException {
        for (var i = 0; i < PIECES; i++) {
            // Both are asked, whatever the first one says.
            if (!(stdout.piece(buffer) | stderr.piece(buffer))) {
                return false;
            }
        }
        return true;
    }

    /** Carries over all that is there. */
    void rest() throws IOException {
        stdout.rest(buffer);
        stderr.rest(buffer);
    }

    @Override
    public void close() throws IOException {
        stdout.close();
        stderr.close();
    }
}
