package dev.obtaskd.engine.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.obtaskd.engine.BareEngine;
import dev.obtaskd.engine.EngineFixture;
import dev.obtaskd.log.TaskDirectories;
import dev.obtaskd.log.TaskDirectory;
import dev.obtaskd.step.StepContext;
import dev.obtaskd.step.StepKind;
import dev.obtaskd.task.AttemptResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AttemptLauncherTest {

    @TempDir Path directory;

    @Test
    void anAttemptThatFailsWithoutAWordHasTheReasonInItsLog() {
        var failed = run(AttemptResult.Failed.error("no such thing"));
        assertThat(failed.path().toFile().list()).hasSize(1);
        assertThat(failed.path().resolve("2.1/log")).content().contains("system F no such thing");
    }

    @Test
    void anAttemptThatSucceedsWithoutAWordLeavesNothing() {
        assertThat(run(new AttemptResult.Succeeded(Map.of(), null)).path()).doesNotExist();
    }

    /** The directory of a task whose one step ended like this. */
    private TaskDirectory run(AttemptResult result) {
        EngineFixture.operation(directory, "mute", "scope: LOCAL\nmaintenance: {type: NONE}", "a");
        var setup = new BareEngine.Setup(1, true, Duration.ZERO);
        try (var engine = new BareEngine(directory, List.of(new Mute(result)), setup)) {
            var task = engine.submit("mute");
            engine.awaitQuiet();
            return new TaskDirectories(directory).of(task.id(), task.origin().createdAt());
        }
    }

    /** A step that says nothing. */
    private record Mute(AttemptResult result) implements StepKind {

        @Override
        public String name() {
            return "fake";
        }

        @Override
        public List<Flaw> check(JsonNode spec) {
            return List.of();
        }

        @Override
        public AttemptResult run(JsonNode spec, StepContext context) {
            return result;
        }

        @Override
        public String describe(JsonNode spec) {
            return "nothing";
        }
    }
}
