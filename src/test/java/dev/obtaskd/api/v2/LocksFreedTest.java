package dev.obtaskd.api.v2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obtaskd.task.TaskOp;
import dev.obtaskd.testing.Play;
import dev.obtaskd.testing.Steps;
import org.junit.jupiter.api.Test;

class LocksFreedTest {

    @Test
    void aTaskThatGoesOnFreesItByEnding() {
        assertThat(LocksFreed.by(Play.of(Steps.step("a")).start().task()).en()).isEqualTo("Freed when the task ends.");
    }

    @Test
    void aFailedTaskNamesTheWaysThatAreOpen() {
        var failed = Play.of(Steps.step("a")).fail("a");
        assertThat(LocksFreed.by(failed.task()).en()).contains("retried until it succeeds").contains("abandoned");
    }

    @Test
    void aTaskThatIsBeingStoppedSaysWhatComesAfter() {
        var stopping = Play.of(Steps.step("a")).start().op(TaskOp.TERMINATE);
        assertThat(LocksFreed.by(stopping.task()).en()).contains("being stopped");
    }
}
