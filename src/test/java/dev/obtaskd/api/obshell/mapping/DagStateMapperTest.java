package dev.obtaskd.api.obshell.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obtaskd.id.AgentAddress;
import dev.obtaskd.task.Attempt;
import dev.obtaskd.task.AttemptKind;
import dev.obtaskd.task.AttemptTrigger;
import dev.obtaskd.task.ClaimStatus;
import dev.obtaskd.task.Direction;
import dev.obtaskd.task.FailureCause;
import dev.obtaskd.task.Lifetime;
import dev.obtaskd.task.SubTask;
import dev.obtaskd.task.SubTask.QueuedAttempt;
import dev.obtaskd.task.SubTask.SkipRecord;
import dev.obtaskd.task.SubTaskOp;
import dev.obtaskd.task.SubTaskState;
import dev.obtaskd.task.Task;
import dev.obtaskd.task.TaskOp;
import dev.obtaskd.task.TaskState;
import dev.obtaskd.testing.StepBuilder;
import dev.obtaskd.testing.TaskScenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Prints the mapping as tables and compares them with {@code docs/obshell.md}. */
class DagStateMapperTest {

    private static final Path DOCUMENT = Path.of("docs/obshell.md");
    private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void theDocumentedTablesMatchTheMapping() throws IOException {
        var tables = tables();
        Files.createDirectories(Path.of("target"));
        Files.writeString(Path.of("target/obshell-states.md"), tables);
        assertThat(Files.readString(DOCUMENT)).contains(tables);
    }

    @Test
    void everyStateOfATaskIsMapped() {
        assertThat(dags().values().stream().map(Task::state))
                .containsAll(Set.of(TaskState.values()));
    }

    @Test
    void everyStateOfASubTaskIsMapped() {
        assertThat(subTasks().values().stream().map(SubTask::state))
                .containsAll(Set.of(SubTaskState.values()));
    }

    @Test
    void aNodeIsRunningUntilAllItsSubTasksHaveEnded() {
        assertThat(node(Direction.FORWARD, succeeded(), running())).isEqualTo("RUNNING RUN");
        assertThat(node(Direction.FORWARD, failed(), running())).isEqualTo("RUNNING RUN");
        assertThat(node(Direction.FORWARD, succeeded(), pending())).isEqualTo("RUNNING RUN");
        assertThat(node(Direction.FORWARD, failed(), pending())).isEqualTo("FAILED RUN");
        assertThat(node(Direction.FORWARD, failed(), succeeded())).isEqualTo("FAILED RUN");
        assertThat(node(Direction.BACKWARD, rolledBack(), succeeded()))
                .isEqualTo("PENDING ROLLBACK");
        assertThat(node(Direction.BACKWARD, rolledBack(), rollbackFailed()))
                .isEqualTo("FAILED ROLLBACK");
        assertThat(node(Direction.BACKWARD, rolledBack(), pending())).isEqualTo("RUNNING ROLLBACK");
        assertThat(node(Direction.BACKWARD, rolledBack(), rolledBack()))
                .isEqualTo("SUCCEED ROLLBACK");
    }

    private static String tables() {
        return """
        | dag | state of the task | pair |
        |---|---|---|
        %s
        | sub task | forward | backward | of a passed dag |
        |---|---|---|---|
        %s
        | node of one sub task | forward | backward | of a passed dag |
        |---|---|---|---|
        %s\
        """
                .formatted(
                        rows(dags(), task -> task.state() + " | " + text(DagStateMapper.of(task))),
                        rows(
                                subTasks(),
                                one ->
                                        each(
                                                one,
                                                task ->
                                                        text(
                                                                DagStateMapper.of(
                                                                        task,
                                                                        task.subTasks()
                                                                                .getFirst())))),
                        rows(
                                subTasks(),
                                one ->
                                        each(
                                                one,
                                                task ->
                                                        text(
                                                                DagStateMapper.of(
                                                                        task,
                                                                        task.graph().step("a"))))));
    }

    private static <T> String rows(
            Map<String, T> samples, java.util.function.Function<T, String> columns) {
        return samples.entrySet().stream()
                .map(
                        sample ->
                                "| "
                                        + sample.getKey()
                                        + " | "
                                        + columns.apply(sample.getValue())
                                        + " |\n")
                .collect(Collectors.joining());
    }

    private static String each(SubTask subTask, java.util.function.Function<Task, String> told) {
        return told.apply(task(Direction.FORWARD, false, subTask))
                + " | "
                + told.apply(task(Direction.BACKWARD, false, subTask))
                + " | "
                + (subTask.state().active()
                        ? "–"
                        : told.apply(task(Direction.BACKWARD, true, subTask)));
    }

    /** A task in every state, with both variants of a failed one. */
    private static Map<String, Task> dags() {
        var dags = new LinkedHashMap<String, Task>();
        dags.put("new", scenario().task());
        dags.put("going on", scenario().start().task());
        dags.put("being canceled", scenario().start().op(TaskOp.TERMINATE).task());
        dags.put("failed", scenario().fail("a").task());
        dags.put("canceled", scenario().start().op(TaskOp.TERMINATE).stopped("a").task());
        dags.put("being rolled back", scenario().fail("a").op(TaskOp.ROLLBACK).start().task());
        dags.put("rollback failed", scenario().fail("a").op(TaskOp.ROLLBACK).fail("a").task());
        dags.put("retried", scenario().fail("a").op(TaskOp.RETRY).start().task());
        dags.put("node passed", scenario().fail("a").op(SubTaskOp.SKIP, "a").start().task());
        dags.put("succeeded", scenario().succeedAll().task());
        dags.put("rolled back", scenario().fail("a").op(TaskOp.ROLLBACK).succeedAll().task());
        dags.put("passed", scenario().fail("a").op(TaskOp.ABANDON).task());
        return dags;
    }

    private static TaskScenario scenario() {
        return TaskScenario.of(StepBuilder.step("a"), StepBuilder.step("b", "a"));
    }

    /** Every state of a sub task in every variant that affects the mapping. */
    private static Map<String, SubTask> subTasks() {
        var samples = new LinkedHashMap<String, SubTask>();
        samples.put("PENDING", pending());
        samples.put(
                "READY run",
                sample(
                        SubTaskState.READY,
                        queued(AttemptKind.RUN, AttemptTrigger.FIRST),
                        null,
                        null));
        samples.put(
                "READY run, retried",
                sample(
                        SubTaskState.READY,
                        queued(AttemptKind.RUN, AttemptTrigger.RETRY),
                        ended(null),
                        null));
        samples.put(
                "READY rollback, retried",
                sample(
                        SubTaskState.READY,
                        queued(AttemptKind.ROLLBACK, AttemptTrigger.RETRY),
                        ended(null),
                        null));
        samples.put(
                "WAITING for a retry",
                sample(
                        SubTaskState.WAITING,
                        queued(AttemptKind.RUN, AttemptTrigger.AUTO),
                        ended(null),
                        null));
        samples.put(
                "WAITING for a condition",
                sample(SubTaskState.WAITING, null, going(AttemptKind.RUN, null), null));
        samples.put("RUNNING", running());
        samples.put(
                "CANCELING run",
                sample(
                        SubTaskState.CANCELING,
                        null,
                        going(AttemptKind.RUN, FailureCause.TERMINATED),
                        null));
        samples.put(
                "CANCELING run, time-out",
                sample(
                        SubTaskState.CANCELING,
                        null,
                        going(AttemptKind.RUN, FailureCause.TIMEOUT),
                        null));
        samples.put(
                "CANCELING rollback",
                sample(
                        SubTaskState.CANCELING,
                        null,
                        going(AttemptKind.ROLLBACK, FailureCause.TERMINATED),
                        null));
        samples.put(
                "ROLLING_BACK",
                sample(SubTaskState.ROLLING_BACK, null, going(AttemptKind.ROLLBACK, null), null));
        samples.put(
                "TERMINATED",
                sample(
                        SubTaskState.TERMINATED,
                        null,
                        ended(FailureCause.TERMINATED),
                        FailureCause.TERMINATED));
        samples.put("FAILED", failed());
        samples.put(
                "FAILED to undo before a retry",
                sample(
                        SubTaskState.FAILED,
                        null,
                        new Attempt(
                                2,
                                AttemptKind.ROLLBACK,
                                AttemptTrigger.RETRY,
                                new Lifetime(AT, AT),
                                Attempt.Outcome.FAILED,
                                FailureCause.UNDO,
                                1,
                                null,
                                ""),
                        FailureCause.UNDO));
        samples.put("SUCCEEDED", succeeded());
        samples.put("SKIPPED", sample(SubTaskState.SKIPPED, null, null, null));
        samples.put("ROLLBACK_FAILED", rollbackFailed());
        samples.put("ROLLED_BACK", rolledBack());
        return samples;
    }

    private static SubTask pending() {
        return sample(SubTaskState.PENDING, null, null, null);
    }

    private static SubTask running() {
        return sample(SubTaskState.RUNNING, null, going(AttemptKind.RUN, null), null);
    }

    private static SubTask failed() {
        return sample(SubTaskState.FAILED, null, ended(FailureCause.ERROR), FailureCause.ERROR);
    }

    private static SubTask succeeded() {
        return sample(SubTaskState.SUCCEEDED, null, ended(null), null);
    }

    private static SubTask rollbackFailed() {
        return sample(
                SubTaskState.ROLLBACK_FAILED, null, ended(FailureCause.ERROR), FailureCause.ERROR);
    }

    private static SubTask rolledBack() {
        return sample(SubTaskState.ROLLED_BACK, null, ended(null), null);
    }

    private static SubTask sample(
            SubTaskState state, QueuedAttempt queued, Attempt attempt, FailureCause cause) {
        var toUndo = attempt != null && state != SubTaskState.ROLLED_BACK;
        var skipped = state == SubTaskState.SKIPPED ? new SkipRecord("admin", AT, null) : null;
        return new SubTask(
                2,
                "a",
                AgentAddress.parse("127.0.0.1:2887"),
                state,
                queued,
                attempt,
                toUndo,
                0,
                null,
                Map.of(),
                Map.of(),
                skipped,
                cause,
                null,
                new Lifetime(attempt == null ? null : AT, null),
                0);
    }

    private static QueuedAttempt queued(AttemptKind kind, AttemptTrigger trigger) {
        return new QueuedAttempt(kind, trigger, SubTaskState.PENDING);
    }

    private static Attempt ended(FailureCause cause) {
        return new Attempt(
                1,
                AttemptKind.RUN,
                AttemptTrigger.FIRST,
                new Lifetime(AT, AT),
                Attempt.Outcome.FAILED,
                cause,
                1,
                null,
                "");
    }

    private static Attempt going(AttemptKind kind, FailureCause canceledFor) {
        return new Attempt(
                1,
                kind,
                AttemptTrigger.FIRST,
                new Lifetime(AT, null),
                null,
                canceledFor,
                null,
                null,
                null);
    }

    private static String node(Direction direction, SubTask... subTasks) {
        var task = task(direction, false, subTasks);
        return text(DagStateMapper.of(task, task.graph().step("a")));
    }

    private static Task task(Direction direction, boolean abandoned, SubTask... subTasks) {
        var made = scenario().task();
        return new Task(
                made.origin(),
                made.graph(),
                Arrays.asList(subTasks),
                direction,
                false,
                abandoned,
                new ClaimStatus(true, null),
                new Lifetime(AT, null),
                0);
    }

    private static String text(DagState phase) {
        return phase.state() + " " + phase.operator();
    }
}
