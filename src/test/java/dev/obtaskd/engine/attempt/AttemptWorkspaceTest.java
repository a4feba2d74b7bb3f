package dev.obtaskd.engine.attempt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.obtaskd.id.AgentAddress;
import dev.obtaskd.id.TaskId;
import dev.obtaskd.log.AttemptDirectory;
import dev.obtaskd.log.LogLimits;
import dev.obtaskd.log.TaskDirectories;
import dev.obtaskd.log.TaskDirectory;
import dev.obtaskd.task.Attempt;
import dev.obtaskd.task.AttemptKind;
import dev.obtaskd.task.AttemptTrigger;
import dev.obtaskd.task.SubTask;
import dev.obtaskd.task.SubTaskState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AttemptWorkspaceTest {

    @TempDir Path dataDir;

    private TaskDirectory task;

    @BeforeEach
    void find() {
        task = new TaskDirectories(dataDir).of(TaskId.local(1), Instant.EPOCH);
    }

    @Test
    void makesOnlyWhatIsUsed() throws IOException {
        try (var traces = traces()) {
            assertThat(traces.silent()).isTrue();
            assertThat(task.path()).doesNotExist();
            assertThat(traces.files()).isEmptyDirectory();
            assertThat(traces.run()).isEmptyDirectory();
            assertThat(directory().log()).doesNotExist();
            traces.log().system("begun");
            assertThat(traces.silent()).isFalse();
            assertThat(directory().log()).content().contains("begun");
        }
    }

    @Test
    void countsTheBytesOfThisLifeOnly() throws IOException {
        try (var traces = traces()) {
            assertThat(traces.logBytes()).isZero();
            traces.log().system("begun");
            assertThat(traces.logBytes()).isEqualTo(directory().log().toFile().length());
        }
        try (var nextLife = traces()) {
            nextLife.log();
            assertThat(nextLife.logBytes()).isZero();
        }
    }

    @Test
    void aLogThatWasNeverUsedIsNotMadeWhenItIsTooLate() throws IOException {
        var traces = traces();
        traces.close();
        assertThatThrownBy(traces::log).isInstanceOf(IllegalStateException.class);
        assertThat(task.path()).doesNotExist();
    }

    @Test
    void tidyingUpLeavesWhatPeopleMayRead() throws IOException {
        try (var traces = traces()) {
            traces.tidy();
            assertThat(task.path()).as("nothing to tidy, nothing made").doesNotExist();
            Files.writeString(traces.run().resolve("claim"), "x");
            traces.log().system("begun");
            traces.tidy();
            assertThat(directory().run()).doesNotExist();
            assertThat(directory().log()).exists();
        }
    }

    private AttemptWorkspace traces() {
        return new AttemptWorkspace(
                task,
                started(),
                List.of(),
                LogLimits.DEFAULT,
                Clock.systemUTC(),
                () -> List.of("first", "second"));
    }

    private AttemptDirectory directory() {
        return task.find(2, 1).orElseThrow();
    }

    private static SubTask started() {
        var attempt =
                new Attempt(
                        1,
                        AttemptKind.RUN,
                        AttemptTrigger.FIRST,
                        Instant.EPOCH,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null);
        return new SubTask(
                2,
                "s",
                AgentAddress.parse("127.0.0.1:2887"),
                SubTaskState.RUNNING,
                null,
                attempt,
                true,
                0,
                null,
                Map.of(),
                Map.of(),
                null,
                null,
                null,
                Instant.EPOCH,
                null,
                1);
    }
}
