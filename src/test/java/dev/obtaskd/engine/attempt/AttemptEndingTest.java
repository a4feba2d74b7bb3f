package dev.obtaskd.engine.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obtaskd.task.AttemptResult;
import dev.obtaskd.task.AttemptResult.Failed;
import dev.obtaskd.task.AttemptResult.Stopped;
import dev.obtaskd.task.FailureCause;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AttemptEndingTest {

    @Test
    void anExitCodeHasItsTimeAndTheLastOutput() {
        assertThat(line(failed("exit code 7", 7, null), null, "boom"))
                .isEqualTo("failed: exit code 7 after 4 ms: boom");
        assertThat(line(failed("exit code 127: not found; limit reached", 127, null), null, null))
                .isEqualTo("failed: exit code 127 after 4 ms: not found; limit reached");
        assertThat(line(failed("ended by signal KILL", null, "KILL"), null, "x"))
                .isEqualTo("failed: ended by signal KILL after 4 ms: x");
    }

    @Test
    void anythingElseIsTheMessageInOneLine() {
        assertThat(line(Failed.error("status 500\ninstead of 200"), null, null))
                .isEqualTo("failed: status 500 instead of 200");
        assertThat(line(failed("part of the output is lost", 0, null), null, "x"))
                .isEqualTo("failed: part of the output is lost: x");
    }

    @Test
    void aStopSaysWhy() {
        var stopped = new Stopped("stopped: ended by signal TERM", null, "TERM");
        assertThat(line(stopped, FailureCause.TERMINATED, "x"))
                .isEqualTo("terminated: ended by signal TERM after 4 ms: x");
        assertThat(line(stopped, FailureCause.TIMEOUT, null))
                .isEqualTo("failed: timed out: ended by signal TERM after 4 ms");
        assertThat(line(new Stopped("stopped before it ran", null, null), null, null))
                .isEqualTo("terminated: stopped before it ran");
    }

    @Test
    void lostWorkIsAFailure() {
        var lost = "failed: the daemon stopped while this was running, and its work is lost: x";
        assertThat(line(new AttemptResult.Lost(Map.of()), null, "x")).isEqualTo(lost);
        assertThat(new AttemptEnding(null, null).line(Optional.empty(), Optional.of("x")))
                .isEqualTo(lost);
    }

    private static Failed failed(String message, @Nullable Integer code, @Nullable String signal) {
        return new Failed(FailureCause.ERROR, message, code, signal);
    }

    private static String line(
            AttemptResult result, @Nullable FailureCause stopped, @Nullable String output) {
        return new AttemptEnding(stopped, Duration.ofMillis(4))
                .line(Optional.of(result), Optional.ofNullable(output));
    }
}
