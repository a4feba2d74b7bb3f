package dev.obtaskd.step.file;

import dev.obtaskd.step.StepContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.CancellationException;

/**
 * Lets an attempt's thread change things until the attempt is given up: after {@link #close} no
 * change begins, so a thread that hung in the system until then changes nothing later.
 */
final class AttemptGate {

    /** Something that others can see. */
    interface Change {
        void make() throws IOException;
    }

    /** What changes pass through. */
    interface Passage {
        void pass(Change change) throws IOException;
    }

    private final StepContext context;
    private boolean closed;
    private boolean going;
    private boolean decided;

    AttemptGate(StepContext context) {
        this.context = context;
    }

    /**
     * @throws CancellationException if the attempt is to stop, and the change that it is for has
     *     not begun
     */
    synchronized void goOn() {
        if (closed || !decided && (context.cancellation().requested() || context.detached())) {
            throw new CancellationException();
        }
    }

    /**
     * Makes the change that the attempt is for. What is left to do after it is done even if it is
     * to stop.
     */
    void change(Change change) throws IOException {
        pass(change, true);
    }

    /** Makes a change in the daemon's own directory. */
    void prepare(Change change) throws IOException {
        pass(change, false);
    }

    /** Whether the change that the attempt is for has begun. */
    synchronized boolean decided() {
        return decided;
    }

    /**
     * No change begins from now on.
     *
     * @return whether one has begun and not ended, so that it may still come true
     */
    synchronized boolean close() {
        closed = true;
        return going;
    }

    /** Copies block by block, as long as the attempt is not to stop. */
    void transfer(InputStream in, OutputStream out) throws IOException {
        var buffer = new byte[64 * 1024];
        for (int count; (count = in.read(buffer)) >= 0; ) {
            goOn();
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
        goOn();
        going = true;
        decided |= deciding;
    }

    private synchronized void leave() {
        going = false;
    }
}
