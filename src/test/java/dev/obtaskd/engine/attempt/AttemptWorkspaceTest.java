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
import dev.obtaskd.task.Lifetime;
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
    void createsDirectoriesOnlyWhenUsed() throws IOException {
        try (var workspace = workspace()) {
            assertThat(workspace.hasEmptyLog()).isTrue();
            assertThat(task.path()).doesNotExist();
            assertThat(workspace.files()).isEmptyDirectory();
            assertThat(workspace.run()).isEmptyDirectory();
            assertThat(directory().log()).doesNotExist();
            workspace.log().system("begun");
            assertThat(workspace.hasEmptyLog()).isFalse();
            assertThat(directory().log()).content().contains("begun");
        }
    }

    @Test
    void countsOnlyTheBytesSinceTheStart() throws IOException {
        try (var workspace = workspace()) {
            assertThat(workspace.logBytes()).isZero();
            workspace.log().system("begun");
            assertThat(workspace.logBytes()).isEqualTo(directory().log().toFile().length());
        }
        try (var restarted = workspace()) {
            restarted.log();
            assertThat(restarted.logBytes()).isZero();
        }
    }

    @Test
    void createsNoLogAfterTheEndOfTheAttempt() throws IOException {
        var workspace = workspace();
        workspace.close();
        assertThatThrownBy(workspace::log).isInstanceOf(IllegalStateException.class);
        assertThat(task.path()).doesNotExist();
    }

    @Test
    void cleanupKeepsLogAndOfferedFiles() throws IOException {
        try (var workspace = workspace()) {
            workspace.deleteRunDirectory();
            assertThat(task.path()).as("nothing is created by the cleanup").doesNotExist();
            Files.writeString(workspace.run().resolve("claim"), "x");
            workspace.log().system("begun");
            workspace.deleteRunDirectory();
            assertThat(directory().run()).doesNotExist();
            assertThat(directory().log()).exists();
        }
    }

    private AttemptWorkspace workspace() {
        return new AttemptWorkspace(
                task,
                started(),
                List.of(),
                LogLimits.DEFAULT,
                Clock.systemUTC(),
                () -> List.of("first", "second"),
                () -> {});
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
                        new Lifetime(Instant.EPOCH, null),
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
                new Lifetime(Instant.EPOCH, null),
                1);
    }
}
