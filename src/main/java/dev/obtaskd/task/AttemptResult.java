package dev.obtaskd.task;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How an attempt ended, as its step kind reports it. */
public sealed interface AttemptResult {

    /**
     * The values it wrote: of a success, those it passes downstream; else those that its own
     * rollback may use.
     */
    Map<String, String> output();

    /**
     * It did what it should.
     *
     * @param output the values it passes downstream
     * @param exitCode of the program, if there was one
     */
    record Succeeded(Map<String, String> output, @Nullable Integer exitCode)
            implements AttemptResult {
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
    record Failed(
            FailureCause cause,
            String message,
            @Nullable Integer exitCode,
            @Nullable String signal,
            Map<String, String> output)
            implements AttemptResult {
        public Failed {
            output = Map.copyOf(output);
        }

        /** A failure that wrote no values. */
        public Failed(
                FailureCause cause,
                String message,
                @Nullable Integer exitCode,
                @Nullable String signal) {
            this(cause, message, exitCode, signal, Map.of());
        }

        /** A failure without a program's exit code or signal. */
        public static Failed error(String message) {
            return new Failed(FailureCause.ERROR, message, null, null);
        }

        /** The same failure with more sentences in its message. */
        public Failed withMessages(List<String> more) {
            return new Failed(
                    cause, message + "; " + String.join("; ", more), exitCode, signal, output);
        }
    }

    /**
     * The daemon died under it, and its work is lost; nothing of it is left alive. The step's
     * {@code onRestart} decides.
     *
     * @param output what it had written until then
     */
    record Lost(Map<String, String> output) implements AttemptResult {
        public Lost {
            output = Map.copyOf(output);
        }
    }

    /**
     * It was stopped on request, and nothing of it is left alive.
     *
     * @param message one line for people
     * @param exitCode of the program, if it exited
     * @param signal that ended the program, if one did
     */
    record Stopped(
            String message,
            @Nullable Integer exitCode,
            @Nullable String signal,
            Map<String, String> output)
            implements AttemptResult {
        public Stopped {
            output = Map.copyOf(output);
        }

        /** One that wrote no values. */
        public Stopped(String message, @Nullable Integer exitCode, @Nullable String signal) {
            this(message, exitCode, signal, Map.of());
        }
    }
}
