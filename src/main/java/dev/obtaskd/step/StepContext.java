package dev.obtaskd.step;

import java.nio.file.Path;
import java.time.Instant;

/** What an attempt may know and touch. */
public interface StepContext {

    /** {@code <sub task id>.<attempt number>}: names the attempt for ever, on this host. */
    String attemptKey();

    /** The attempt's own directory: exists, mode 0700, and survives a restart of the daemon. */
    Path directory();

    /**
     * The directory whose files are offered for download with the task ({@code $OBTASKD_FILES}):
     * exists, mode 0700.
     */
    Path files();

    /**
     * What all attempts of the sub task share: what one of them leaves there is what its rollback
     * finds.
     */
    UndoDirectory undoPlace();

    /** The attempt's log. One that fails without a word gets its message there. */
    StepLog log();

    /** When the attempt's time is over. The engine watches it; a kind may use it to say so. */
    Instant deadline();

    /**
     * Whether the host is known to run since before the attempt was stored. Only then is a file
     * that is not there one that was never written: a power cut drops what was not forced to disk,
     * or keeps a part of it.
     */
    boolean sameBoot();

    /** Asks to stop: a person terminated it or its time is over. */
    Cancellation cancellation();

    /**
     * Whether the daemon is going down and leaves the attempt to its next life: the kind returns
     * without stopping its work, and what it returns is dropped.
     */
    boolean detached();

    /**
     * Says that the attempt now waits for a condition, which people see instead of "running" and
     * which frees its worker. May be called again with a new text.
     *
     * @param until when it will give up
     */
    void waiting(String text, Instant until);

    /** A request to stop, seen by the attempt it concerns. */
    interface Cancellation {

        boolean requested();

        /**
         * Runs an action when the request comes, or at once if it has come already. Also runs when
         * the attempt is detached, so that whoever waits wakes up.
         */
        void onRequest(Runnable action);
    }
}
