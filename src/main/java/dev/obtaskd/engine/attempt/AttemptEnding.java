package dev.obtaskd.engine.attempt;

import dev.obtaskd.task.AttemptResult;
import dev.obtaskd.task.AttemptResult.Failed;
import dev.obtaskd.task.AttemptResult.Lost;
import dev.obtaskd.task.AttemptResult.Stopped;
import dev.obtaskd.task.AttemptResult.Succeeded;
import dev.obtaskd.task.FailureCause;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The last line of the log of an attempt that did not succeed.
 *
 * @param stopped why the attempt was asked to stop; null if it was not
 * @param ran how long its program ran; null if that is not known
 */
record AttemptEnding(@Nullable FailureCause stopped, @Nullable Duration ran) {

    private static final String STOPPED = "stopped: ";
    private static final String LOST =
            "the daemon stopped while this was running, and its work is lost";

    /**
     * The line.
     *
     * @param result empty if the work is lost
     * @param output the latest line of the program's output
     */
    String line(Optional<AttemptResult> result, Optional<String> output) {
        var line =
                verdict(result)
                        + result.map(this::reason).orElse(LOST)
                        + output.map(latest -> ": " + latest).orElse("");
        return line.replaceAll("\\R", " ");
    }

    private String verdict(Optional<AttemptResult> result) {
        if (stopped == FailureCause.TIMEOUT) {
            return "failed: timed out: ";
        }
        var terminated =
                stopped == FailureCause.TERMINATED
                        || stopped == null && result.isPresent() && result.get() instanceof Stopped;
        return terminated ? "terminated: " : "failed: ";
    }

    private String reason(AttemptResult result) {
        return switch (result) {
            case Succeeded _ -> throw new IllegalArgumentException("a success has no reason");
            case Failed failed -> withTime(failed.message(), failed.exitCode(), failed.signal());
            case Stopped stop ->
                    withTime(
                            stop.message().startsWith(STOPPED)
                                    ? stop.message().substring(STOPPED.length())
                                    : stop.message(),
                            stop.exitCode(),
                            stop.signal());
            case Lost _ -> LOST;
        };
    }

    /** The time stands after the exit, before what explains it. */
    private String withTime(String message, @Nullable Integer exitCode, @Nullable String signal) {
        var exit = exitCode != null ? "exit code " + exitCode : "ended by signal " + signal;
        return ran != null && message.startsWith(exit)
                ? exit + " after " + ran.toMillis() + " ms" + message.substring(exit.length())
                : message;
    }
}
