package dev.obtaskd.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obtaskd.task.AttemptResult;
import dev.obtaskd.task.FailureCause;
import dev.obtaskd.task.TaskOp;
import dev.obtaskd.task.TaskState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The clock of the host is set by an hour, a day or ten years: nothing runs twice or forever, and
 * claims keep their order.
 */
class ClockJumpTest {

    private static final String NONE = "scope: LOCAL\nmaintenance: {type: NONE}";
    private static final String GLOBAL = "scope: LOCAL\nmaintenance: {type: GLOBAL}";
    private static final Duration SECONDS = Duration.ofSeconds(10);

    @TempDir Path directory;

    private EngineFixture engine;

    @BeforeEach
    void start() {
        EngineFixture.operation(directory, "limited", NONE, "limited timeout: 60s");
        EngineFixture.operation(
                directory, "retrying", NONE, "retried retries: {times: 1, delay: 10s}");
        EngineFixture.operation(directory, "releasing", GLOBAL + "\nreleaseOnFailure: true", "r");
        EngineFixture.operation(directory, "global", GLOBAL, "g");
        engine = new EngineFixture(directory, 4);
    }

    @AfterEach
    void stop() {
        engine.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT1H", "P1D", "P3650D"})
    void aJumpForwardEndsTimeoutsAndWaitsOnce(Duration jump) {
        var limited = running("limited");
        var retrying = waiting();
        engine.clock.pass(jump);
        assertThat(engine.advance.runOnce().moved()).isEqualTo(2);
        assertThat(engine.advance.runOnce().moved()).isZero();
        assertThat(engine.states(limited)).isEqualTo("limited=CANCELING");
        assertThat(engine.states(retrying)).isEqualTo("retried=RUNNING");
        engine.end(limited, "limited", new AttemptResult.Stopped("stopped", null, "TERM"));
        assertThat(engine.task(limited).cause()).isEqualTo(FailureCause.TIMEOUT);
        engine.succeed(retrying, "retried");
        assertNoAdditionalRun(1, 2);
    }

    /** A running program is not stopped because the clock was set. */
    @ParameterizedTest
    @ValueSource(strings = {"PT-1H", "P-1D"})
    void aJumpBackwardDelaysATimeoutUntilTheClockCatchesUp(Duration jump) {
        var limited = running("limited");
        engine.clock.pass(jump);
        assertThat(engine.advance.runOnce().moved()).isZero();
        engine.clock.pass(jump.negated().plus(SECONDS));
        assertThat(engine.advance.runOnce().moved()).isZero();
        engine.succeed(limited, "limited");
        assertThat(engine.task(limited).state()).isEqualTo(TaskState.SUCCEEDED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT-1H", "P-1D"})
    void aJumpBackwardEndsAWaitBeforeARetry(Duration jump) {
        var retrying = waiting();
        engine.advance.runOnce();
        engine.clock.pass(jump);
        assertThat(engine.advance.runOnce().moved()).isEqualTo(1);
        engine.succeed(retrying, "retried");
        assertNoAdditionalRun(0, 2);
    }

    @Test
    void aWaitBeforeARetryEndsIfTheClockIsSetBackDuringARestart() {
        engine.clock.pass(Duration.ofDays(1));
        var retrying = waiting();
        engine.close();
        engine = new EngineFixture(directory, 4);
        assertThat(engine.advance.runOnce().moved()).isEqualTo(1);
        engine.succeed(retrying, "retried");
        assertThat(engine.task(retrying).state()).isEqualTo(TaskState.SUCCEEDED);
    }

    @Test
    void aSecondRunOfTheLoopDoesNotShortenAWaitBeforeARetry() {
        waiting();
        engine.advance.runOnce();
        engine.clock.pass(SECONDS.minusSeconds(1));
        assertThat(engine.advance.runOnce().moved()).isZero();
    }

    /** Attempts that start after the jump have their full time. */
    @ParameterizedTest
    @ValueSource(strings = {"P3650D", "PT1H", "P1D", "PT-1H", "P-1D"})
    void attemptsAfterAJumpHaveTheirFullTime(Duration jump) {
        engine.clock.pass(jump);
        var limited = running("limited");
        engine.clock.pass(Duration.ofSeconds(59));
        assertThat(engine.advance.runOnce().moved()).isZero();
        engine.clock.pass(Duration.ofSeconds(1));
        assertThat(engine.advance.runOnce().moved()).isEqualTo(1);
        engine.end(limited, "limited", new AttemptResult.Stopped("stopped", null, "TERM"));
        assertThat(engine.task(limited).state()).isEqualTo(TaskState.FAILED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"P3650D", "PT1H", "P1D", "PT-1H", "P-1D"})
    void refusesToRetakeAClaimThatANewerTaskUsed(Duration jump) {
        var old = engine.accepted("releasing");
        engine.fail(old, "r");
        engine.clock.pass(jump);
        var newer = engine.accepted("global");
        engine.succeed(newer, "g");
        assertThat(engine.op(TaskOp.RETRY, old)).isInstanceOf(ControlResult.Expired.class);
    }

    /** After the restart the clock is before the release, which only the store contains. */
    @Test
    void refusesToRetakeAUsedClaimAfterARestart() {
        engine.clock.pass(Duration.ofDays(1));
        var old = engine.accepted("releasing");
        engine.fail(old, "r");
        engine.close();
        engine = new EngineFixture(directory, 4);
        engine.succeed(engine.accepted("global"), "g");
        assertThat(engine.op(TaskOp.RETRY, old)).isInstanceOf(ControlResult.Expired.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT-1H", "P-1D"})
    void retakesAnUnusedClaim(Duration jump) {
        engine.succeed(engine.accepted("global"), "g");
        engine.clock.pass(jump);
        var id = engine.accepted("releasing");
        engine.fail(id, "r");
        assertThat(engine.op(TaskOp.RETRY, id)).isInstanceOf(ControlResult.Accepted.class);
    }

    private long running(String operation) {
        var id = engine.accepted(operation);
        EngineFixture.quickly().until(() -> engine.fake.runs(operation));
        return id;
    }

    private long waiting() {
        var id = engine.accepted("retrying");
        engine.fail(id, "retried");
        assertThat(engine.states(id)).isEqualTo("retried=WAITING");
        return id;
    }

    private void assertNoAdditionalRun(int limited, int retried) {
        assertThat(Collections.frequency(engine.fake.starts(), "limited")).isEqualTo(limited);
        assertThat(Collections.frequency(engine.fake.starts(), "retried")).isEqualTo(retried);
        assertThat(engine.context.active().working()).isZero();
    }
}
