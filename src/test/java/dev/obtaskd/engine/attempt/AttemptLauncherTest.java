package dev.obtaskd.engine.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.obtaskd.engine.BareEngine;
import dev.obtaskd.engine.EngineFixture;
import dev.obtaskd.id.TaskId;
import dev.obtaskd.log.TaskDirectories;
import dev.obtaskd.log.TaskDirectory;
import dev.obtaskd.step.StepContext;
import dev.obtaskd.step.StepKind;
import dev.obtaskd.store.SampleTasks;
import dev.obtaskd.task.AttemptResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AttemptLauncherTest {

    @TempDir Path directory;

    @Test
    void aFailedAttemptWithoutOutputHasTheReasonInItsLog() {
        var failed = run(AttemptResult.Failed.error("no such thing"));
        assertThat(failed.path().toFile().list()).hasSize(1);
        assertThat(failed.path().resolve("2.1/log"))
                .content()
                .contains("system F attempt 1 of a on 127.0.0.1:2887, submitted by admin\n")
                .contains("system F params {}\n")
                .endsWith("system F failed: no such thing\n");
    }

    @Test
    void aSuccessfulAttemptWithoutOutputLeavesNoFiles() {
        assertThat(run(new AttemptResult.Succeeded(Map.of(), null)).path()).doesNotExist();
    }

    @Test
    void runsAttemptsOfALocalAndAClusterTaskOfTheSameNumber() {
        var local = SampleTasks.running(TaskId.local(17));
        var cluster = SampleTasks.running(TaskId.cluster(17));
        var begun = new ArrayList<RunningAttempt>();
        var launcher = new AttemptLauncher(new Recording(begun), () -> null);
        for (var task : List.of(local, cluster)) {
            launcher.launch(task, task.subTask(18));
        }
        assertThat(launcher.running()).isEqualTo(2);
        assertThat(begun).extracting(RunningAttempt::attemptKey).containsExactly("18.1", "c18.1");
        launcher.cancel(cluster, cluster.subTask(18));
        assertThat(begun).extracting(RunningAttempt::requested).containsExactly(false, true);
    }

    /** Starts attempts, and never does their work. */
    private record Recording(List<RunningAttempt> begun) implements AttemptExecutor {

        @Override
        public void startWork(RunningAttempt attempt, String name, Runnable work) {
            begun.add(attempt);
        }

        @Override
        public Optional<AttemptResult> run(RunningAttempt attempt, boolean again) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void logReason(RunningAttempt attempt, AttemptResult failure) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void deleteWorkingFiles(RunningAttempt attempt) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void deleteUndoData(TaskId taskId) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void deleteUndoDataExcept(Set<TaskId> unfinished) {
            throw new UnsupportedOperationException();
        }
    }

    /** The directory of a task with one step that ended with this result. */
    private TaskDirectory run(AttemptResult result) {
        EngineFixture.operation(directory, "mute", "scope: LOCAL\nmaintenance: {type: NONE}", "a");
        var setup = new BareEngine.Setup(1, true, Duration.ZERO);
        try (var engine = new BareEngine(directory, List.of(new Mute(result)), setup)) {
            var task = engine.submit("mute");
            engine.awaitQuiet();
            return new TaskDirectories(directory).of(task.id(), task.origin().createdAt());
        }
    }

    /** A step without output. */
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
