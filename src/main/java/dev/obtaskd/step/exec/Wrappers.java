package dev.obtaskd.step.exec;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Begins wrappers, one ahead: most steps take less time than it takes to begin a wrapper, so that for
 * the next attempt one waits already.
 */
final class Wrappers implements AutoCloseable {

    private final Script script;
    private final String shell;
    private @Nullable Wrapper spare;
    private boolean closed;

    /** @param shell path of the shell for each */
    Wrappers(Script script, String shell) {
        this.script = script;
        this.shell = shell;
    }

    /**
     * The wrapper of an attempt that has none, or has none that is known of.
     *
     * @throws IOException if the host lacks what this needs: room on the disk, a process, setsid
     */
    Wrapper take(AttemptFiles files) throws IOException {
        var kept = Cookie.kept(files);
        if (kept.isPresent()) {
            // A wrapper of an earlier life may carry it, and claim the attempt any moment.
            return Wrapper.begin(script, shell, kept.get());
        }
        var wrapper = next();
        try {
            wrapper.cookie().keep(files);
            return wrapper;
        } catch (IOException noRoom) {
            wrapper.close();
            throw noRoom;
        }
    }

    private synchronized Wrapper next() throws IOException {
        var ready = spare;
        spare = null;
        return ready != null && ready.process().isAlive() ? ready : Wrapper.begin(script, shell, Cookie.fresh());
    }

    /** Has one begun for the attempt to come, beside everything else. */
    void prepare() {
        Thread.ofPlatform().daemon().name("spare-wrapper").start(this::refill);
    }

    private synchronized void refill() {
        if (spare != null || closed) {
            return;
        }
        try {
            spare = Wrapper.begin(script, shell, Cookie.fresh());
        } catch (IOException noProcessToSpare) {
            // Whoever needs one tries again, and tells why it cannot be had.
        }
    }

    /** Lets the spare one go. */
    @Override
    public synchronized void close() throws IOException {
        closed = true;
        if (spare != null) {
            spare.close();
        }
    }
}
