package dev.obtaskd.api.obshell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obtaskd.task.TaskOp;
import dev.obtaskd.testing.Play;
import dev.obtaskd.testing.Steps;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Times after an operator, where they are others than obshell's: the rows of {@code docs/obshell.md}. */
class SpanTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    /** Failed at its second step, a second after each beginning. */
    private final Play play = Play.of(Steps.step("a"), Steps.step("b", "a"), Steps.step("c", "b"))
            .start().pass(SECOND).succeed("a").pass(SECOND).fail("b").pass(SECOND);
    private final Instant begun = play.now().minus(SECOND.multipliedBy(3));

    @Test
    void aDagKeepsItsStartAndLosesItsEndWhateverAnOperatorDoes() {
        var before = Span.of(play.task());
        assertThat(before).isEqualTo(new Span(begun, begun.plusSeconds(2)));
        assertThat(Span.of(play.op(TaskOp.RETRY).task())).isEqualTo(new Span(begun, Instant.EPOCH));
        assertThat(Span.of(play.start().pass(SECOND).task())).isEqualTo(new Span(begun, Instant.EPOCH));
        assertThat(Span.of(play.op(TaskOp.TERMINATE).task())).isEqualTo(new Span(begun, Instant.EPOCH));
        play.stopped("b").pass(SECOND).op(TaskOp.ROLLBACK);
        assertThat(Span.of(play.task())).isEqualTo(new Span(begun, Instant.EPOCH));
        var end = play.start().pass(SECOND).now();
        assertThat(Span.of(play.succeedAll().task())).isEqualTo(new Span(begun, end));
    }

    @Test
    void aNodeThatGoesOnBeginsWithTheFirstOfItsSubTasksThatDoesNotWait() {
        assertThat(node("b")).isEqualTo(new Span(begun.plusSeconds(1), begun.plusSeconds(2)));
        play.op(TaskOp.RETRY);
        assertThat(node("b")).isEqualTo(both(Instant.EPOCH));
        var undo = play.start().now();
        assertThat(node("b")).isEqualTo(both(undo));
        var again = play.pass(SECOND).succeed("b").now();
        assertThat(node("b")).isEqualTo(both(again));
        var end = play.pass(SECOND).now();
        assertThat(play.succeed("b").get("b").state().name()).isEqualTo("SUCCEEDED");
        assertThat(node("b")).isEqualTo(new Span(again, end));
    }

    private Span node(String step) {
        return Span.of(play.task(), play.task().graph().step(step));
    }

    private static Span both(Instant instant) {
        return new Span(instant, instant);
    }
}
