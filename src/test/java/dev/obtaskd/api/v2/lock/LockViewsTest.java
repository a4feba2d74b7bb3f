package dev.obtaskd.api.v2.lock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obtaskd.api.v2.http.ResponseContext;
import dev.obtaskd.exclusion.Hold;
import dev.obtaskd.id.AgentAddress;
import dev.obtaskd.testing.StepBuilder;
import dev.obtaskd.testing.TaskScenario;
import dev.obtaskd.text.Language;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LockViewsTest {

    private static final ResponseContext EN =
            new ResponseContext(Language.EN, Instant.EPOCH, new AgentAddress("127.0.0.1", 2887));

    @Test
    void anActiveTaskReleasesItByEnding() {
        assertThat(freedBy(TaskScenario.of(StepBuilder.step("a")).start()))
                .startsWith("When the task ends; if it fails,");
    }

    @Test
    void aFailedTaskNamesThePossibleOperations() {
        assertThat(freedBy(TaskScenario.of(StepBuilder.step("a")).fail("a")))
                .contains("retried and succeeds")
                .contains("abandoned");
    }

    @Test
    void aTaskThatReleasesOnFailureReleasesItByFailing() {
        assertThat(freedBy(TaskScenario.of(true, StepBuilder.step("a")).start()))
                .isEqualTo("When the task ends or fails.");
    }

    private static String freedBy(TaskScenario script) {
        var task = script.task();
        return LockViews.of(new Hold(task.origin().claim(), task.id(), Instant.EPOCH), task, EN)
                .freedBy();
    }
}
