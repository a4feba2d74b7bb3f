package dev.obtaskd.api.obshell.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obtaskd.task.TaskOp;
import dev.obtaskd.testing.StepBuilder;
import dev.obtaskd.testing.TaskScenario;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Times after an operator that differ from obshell's: the rows of {@code docs/obshell.md}. */
class TimeSpanTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    /** Failed at its second step, a second after each beginning. */
    private final TaskScenario play =
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

    private final Instant begun = play.now().minus(SECOND.multipliedBy(3));

    @Test
    void anOperatorResetsTheEndOfADagButNotItsStart() {
        var before = TimeSpan.of(play.task());
        assertThat(before).isEqualTo(new TimeSpan(begun, begun.plusSeconds(2)));
        assertThat(TimeSpan.of(play.op(TaskOp.RETRY).task()))
                .isEqualTo(new TimeSpan(begun, Instant.EPOCH));
        assertThat(TimeSpan.of(play.start().pass(SECOND).task()))
                .isEqualTo(new TimeSpan(begun, Instant.EPOCH));
        assertThat(TimeSpan.of(play.op(TaskOp.TERMINATE).task()))
                .isEqualTo(new TimeSpan(begun, Instant.EPOCH));
        play.stopped("b").pass(SECOND).op(TaskOp.ROLLBACK);
        assertThat(TimeSpan.of(play.task())).isEqualTo(new TimeSpan(begun, Instant.EPOCH));
        var end = play.start().pass(SECOND).now();
        assertThat(TimeSpan.of(play.succeedAll().task())).isEqualTo(new TimeSpan(begun, end));
    }

    @Test
    void aResumedNodeStartsWithItsFirstSubTaskThatIsNotWaiting() {
        assertThat(node("b")).isEqualTo(new TimeSpan(begun.plusSeconds(1), begun.plusSeconds(2)));
        play.op(TaskOp.RETRY);
        assertThat(node("b")).isEqualTo(both(Instant.EPOCH));
        var undo = play.start().now();
        assertThat(node("b")).isEqualTo(both(undo));
        var again = play.pass(SECOND).succeed("b").now();
        assertThat(node("b")).isEqualTo(both(again));
        var end = play.pass(SECOND).now();
        assertThat(play.succeed("b").get("b").state().name()).isEqualTo("SUCCEEDED");
        assertThat(node("b")).isEqualTo(new TimeSpan(again, end));
    }

    private TimeSpan node(String step) {
        return TimeSpan.of(play.task(), play.task().graph().step(step));
    }

    private static TimeSpan both(Instant instant) {
        return new TimeSpan(instant, instant);
    }
}
