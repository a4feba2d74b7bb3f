package dev.obtaskd.step.file;

import dev.obtaskd.step.StepContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.CancellationException;

/**
 * Allows changes by the thread of an attempt until the attempt is abandoned: after {@link #close}
 * no change starts, so a thread that returns from a system call later changes nothing.
 */
final class AttemptGate {

    /** A change that is visible outside. */
    interface Change {
        void make() throws IOException;
    }

    /** Guards changes. */
    interface Passage {
        void pass(Change change) throws IOException;
    }

    private final StepContext context;
    private boolean closed;
    private boolean changing;
    private boolean decided;

    AttemptGate(StepContext context) {
        this.context = context;
    }

    /**
     * @throws CancellationException if the attempt must stop and its change has not started
     */
    synchronized void checkNotStopped() {
        if (closed || !decided && (context.cancellation().requested() || context.detached())) {
            throw new CancellationException();
        }
    }

    /** Makes the change of the attempt. Work after it is done even if the attempt must stop. */
    void change(Change change) throws IOException {
        pass(change, true);
    }

    /** Makes a change in a directory of the daemon. */
    void prepare(Change change) throws IOException {
        pass(change, false);
    }

    /** Whether the change of the attempt has started. */
    synchronized boolean decided() {
        return decided;
    }

    /**
     * No change starts from now on.
     *
     * @return whether a change has started and not ended, so that it may still take effect
     */
    synchronized boolean close() {
        closed = true;
        return changing;
    }

    /** Copies block by block until the attempt must stop. */
    void transfer(InputStream in, OutputStream out) throws IOException {
        var buffer = new byte[64 * 1024];
        for (int count; (count = in.read(buffer)) >= 0; ) {
            checkNotStopped();
            out.write(buffer, 0, count);
        }
    }

    private void pass(Change change, boolean deciding) throws IOException {
        enter(deciding);
        try {
            change.make();
        } finally {
            leave();
        }
    }

    private synchronized void enter(boolean deciding) {
        checkNotStopped();
        changing = true;
        decided |= deciding;
    }

    private synchronized void leave() {
        changing = false;
    }
}
