package dev.obtaskd.api.obshell.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obtaskd.task.TaskOp;
import dev.obtaskd.testing.StepBuilder;
import dev.obtaskd.testing.TaskScenario;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/**
 * Times after an operator that differ from those of obshell: the rows of {@code docs/obshell.md}.
 */
class TimeSpanTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    /** A task that failed at its second step, with one second per step. */
    private final TaskScenario script =
            TaskScenario.of(
                            StepBuilder.step("a"),
                            StepBuilder.step("b", "a"),
                            StepBuilder.step("c", "b"))
                    .start()
                    .pass(SECOND)
                    .succeed("a")
                    .pass(SECOND)
                    .fail("b")
                    .pass(SECOND);

    private final Instant begun = script.now().minus(SECOND.multipliedBy(3));

    @Test
    void anOperatorResetsTheEndOfADagButNotItsStart() {
        var before = TimeSpan.of(script.task());
        assertThat(before).isEqualTo(new TimeSpan(begun, begun.plusSeconds(2)));
        assertThat(TimeSpan.of(script.op(TaskOp.RETRY).task()))
                .isEqualTo(new TimeSpan(begun, Instant.EPOCH));
        assertThat(TimeSpan.of(script.start().pass(SECOND).task()))
                .isEqualTo(new TimeSpan(begun, Instant.EPOCH));
        assertThat(TimeSpan.of(script.op(TaskOp.TERMINATE).task()))
                .isEqualTo(new TimeSpan(begun, Instant.EPOCH));
        script.stopped("b").pass(SECOND).op(TaskOp.ROLLBACK);
        assertThat(TimeSpan.of(script.task())).isEqualTo(new TimeSpan(begun, Instant.EPOCH));
        var end = script.start().pass(SECOND).now();
        assertThat(TimeSpan.of(script.succeedAll().task())).isEqualTo(new TimeSpan(begun, end));
    }

    @Test
    void aResumedNodeStartsWithItsFirstSubTaskThatIsNotWaiting() {
        assertThat(node("b")).isEqualTo(new TimeSpan(begun.plusSeconds(1), begun.plusSeconds(2)));
        script.op(TaskOp.RETRY);
        assertThat(node("b")).isEqualTo(both(Instant.EPOCH));
        var undo = script.start().now();
        assertThat(node("b")).isEqualTo(both(undo));
        var again = script.pass(SECOND).succeed("b").now();
        assertThat(node("b")).isEqualTo(both(again));
        var end = script.pass(SECOND).now();
        assertThat(script.succeed("b").get("b").state().name()).isEqualTo("SUCCEEDED");
        assertThat(node("b")).isEqualTo(new TimeSpan(again, end));
    }

    private TimeSpan node(String step) {
        return TimeSpan.of(script.task(), script.task().graph().step(step));
    }

    private static TimeSpan both(Instant instant) {
        return new TimeSpan(instant, instant);
    }
}
