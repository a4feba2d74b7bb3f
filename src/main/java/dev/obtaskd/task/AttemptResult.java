package dev.obtaskd.task;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How an attempt ended, as its step kind reports it. */
public sealed interface AttemptResult {

    /**
     * It did what it should.
     *
     * @param output the values it passes downstream
     * @param exitCode of the program, if there was one
     */
    record Succeeded(Map<String, String> output, @Nullable Integer exitCode) implements AttemptResult {
        public Succeeded {
            output = Map.copyOf(output);
        }
    }

    /**
     * It did not.
     *
     * @param cause the class of reason
     * @param message one line for people: what was tried and what went wrong
     * @param exitCode of the program, if it exited
     * @param signal that ended the program, as in {@code TERM}, if one did
     */
    record Failed(Cause cause, String message, @Nullable Integer exitCode, @Nullable String signal)
            implements AttemptResult {

        /** A failure without a program's exit code or signal. */
        public static Failed error(String message) {
            return new Failed(Cause.ERROR, message, null, null);
        }
    }

    /**
     * It was stopped on request, and nothing of it is left alive.
     *
     * @param message one line for people
     * @param exitCode of the program, if it exited
     * @param signal that ended the program, if one did
     */
    record Stopped(String message, @Nullable Integer exitCode, @Nullable String signal) implements AttemptResult {}
}
