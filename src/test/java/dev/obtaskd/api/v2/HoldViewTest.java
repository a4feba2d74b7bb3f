package dev.obtaskd.api.v2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obtaskd.exclusion.Hold;
import dev.obtaskd.task.Language;
import dev.obtaskd.testing.Play;
import dev.obtaskd.testing.Steps;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class HoldViewTest {

    private static final Wording EN = new Wording(Language.EN, Instant.EPOCH, "127.0.0.1", 2887);

    @Test
    void aTaskThatGoesOnFreesItByEnding() {
        assertThat(freedBy(Play.of(Steps.step("a")).start())).startsWith("When the task ends; if it fails,");
    }

    @Test
    void aFailedTaskNamesTheWaysThatAreOpen() {
        assertThat(freedBy(Play.of(Steps.step("a")).fail("a"))).contains("retried and succeeds").contains("abandoned");
    }

    @Test
    void aTaskThatReleasesOnFailureFreesItByFailingToo() {
        assertThat(freedBy(Play.of(true, Steps.step("a")).start())).isEqualTo("When the task ends or fails.");
    }

    private static String freedBy(Play play) {
        var task = play.task();
        return TaskHolders.of(new Hold(task.origin().claim(), task.id(), Instant.EPOCH), task, EN).freedBy();
    }
}
