package dev.obtaskd.step;

import dev.obtaskd.text.LocalizedText;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** The environment of an attempt. */
public interface StepContext {

    /** {@code <sub task id>.<attempt number>}: identifies the attempt permanently on this host. */
    String attemptKey();

    /** The directory of the attempt: exists, mode 0700, persists over restarts of the daemon. */
    Path directory();

    /**
     * The directory whose files are offered for download with the task ({@code $OBTASKD_FILES}):
     * exists, mode 0700.
     */
    Path files();

    /**
     * The directory shared by all attempts of the sub task, in which an attempt stores what its
     * rollback needs.
     */
    UndoDirectory undoDirectory();

    /**
     * The log of the attempt. Its first lines say what runs and why, its last line why the attempt
     * failed; the kind writes the lines between them.
     */
    StepLog log();

    /** The deadline of the attempt. The engine enforces it; a kind may use it in messages. */
    Instant deadline();

    /**
     * Whether the host has certainly not been rebooted since the attempt was stored. Only then does
     * a missing file mean that it was never written: a power cut may drop unforced writes, or a
     * part of them.
     */
    boolean sameBoot();

    /** The request to stop: the task was terminated or the deadline has passed. */
    Cancellation cancellation();

    /**
     * Whether the daemon is shutting down and leaves the attempt to its next start: the kind
     * returns without stopping its work, and the result is ignored.
     */
    boolean detached();

    /**
     * Reports that the attempt now waits for a condition. The API shows the text instead of
     * "running", and the worker is released. May be called again with a new text.
     *
     * @param until when the wait times out
     */
    void waiting(LocalizedText text, Instant until);

    /**
     * Reports the processes that a stop of the attempt waits for, until the next call.
     *
     * @param pids of living processes
     */
    default void stopping(List<Long> pids) {}

    /** A request to stop an attempt. */
    interface Cancellation {

        boolean requested();

        /**
         * Runs an action when the stop is requested, or at once if it was requested before. Also
         * runs when the attempt is detached, so that waiting threads wake up.
         */
        void onRequest(Runnable action);
    }
}
