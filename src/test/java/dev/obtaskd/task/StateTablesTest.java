package dev.obtaskd.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obtaskd.id.AgentAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Prints the rules as tables and compares them with {@code docs/states.md}: a changed rule is a
 * changed line there. On a difference the tables as they are now are left in {@code target}.
 */
class StateTablesTest {

    private static final Path GOLDEN = Path.of("docs/states.md");
    private static final Instant AT = Instant.EPOCH;

    @Test
    void theDocumentedTablesAreTheRules() throws IOException {
        var actual = Path.of("target/states.md");
        Files.createDirectories(actual.getParent());
        Files.writeString(actual, tables());
        assertThat(actual).hasSameTextualContentAs(GOLDEN);
    }

    private static String tables() {
        return "# States and what changes them\n\n"
                + "Printed from the rules by `StateTablesTest`; `–` means: not possible.\n"
                + transitions(Direction.FORWARD)
                + transitions(Direction.BACKWARD)
                + taskPermits()
                + subTaskPermits();
    }

    private static Map<String, SubTaskEvent> events() {
        var events = new LinkedHashMap<String, SubTaskEvent>();
        events.put("queue run", new SubTaskEvent.Queue(AttemptKind.RUN, AttemptTrigger.RETRY));
        events.put(
                "queue rollback",
                new SubTaskEvent.Queue(AttemptKind.ROLLBACK, AttemptTrigger.RETRY));
        events.put("drain", new SubTaskEvent.Drain(AT));
        events.put("start", new SubTaskEvent.Start(AT, null));
        events.put("block", new SubTaskEvent.Block("value missing", AT));
        events.put(
                "await",
                new SubTaskEvent.Await(new WaitCause(WaitCause.Reason.CONDITION, "", AT, null)));
        events.put(
                "succeed",
                new SubTaskEvent.End(new AttemptResult.Succeeded(Map.of(), 0), AT, null));
        events.put("fail", new SubTaskEvent.End(AttemptResult.Failed.error(""), AT, null));
        events.put(
                "fail, retry due",
                new SubTaskEvent.End(
                        AttemptResult.Failed.error(""),
                        AT,
                        new WaitCause(WaitCause.Reason.RETRY, "", AT, AT)));
        events.put(
                "stopped",
                new SubTaskEvent.End(new AttemptResult.Stopped("", null, "TERM"), AT, null));
        events.put("lose", new SubTaskEvent.Lose(false, Map.of(), AT));
        events.put("lose, rerun", new SubTaskEvent.Lose(true, Map.of(), AT));
        events.put("terminate", new SubTaskEvent.Cancel(FailureCause.TERMINATED, AT));
        events.put("time-out", new SubTaskEvent.Cancel(FailureCause.TIMEOUT, AT));
        events.put("skip", new SubTaskEvent.Skip(new SkipRecord("admin", AT, null)));
        events.put("undo (noop)", new SubTaskEvent.Undo(AT));
        events.put("reset", new SubTaskEvent.Reset());
        return events;
    }

    private static String transitions(Direction direction) {
        var table =
                new StringBuilder(
                        "\n## Sub tasks, "
                                + direction.name().toLowerCase()
                                + "\n\n| state | "
                                + String.join(" | ", events().keySet())
                                + " |\n|"
                                + "---|".repeat(events().size() + 1)
                                + "\n");
        samples()
                .forEach(
                        (name, subTask) ->
                                table.append("| ")
                                        .append(name)
                                        .append(" | ")
                                        .append(
                                                events().values().stream()
                                                        .map(
                                                                event ->
                                                                        next(
                                                                                subTask, direction,
                                                                                event))
                                                        .collect(Collectors.joining(" | ")))
                                        .append(" |\n"));
        return table.toString();
    }

    private static String next(SubTask subTask, Direction direction, SubTaskEvent event) {
        try {
            var next = SubTaskTransitions.next(subTask, direction, event);
            return next.equals(subTask)
                    ? "="
                    : next.state().name()
                            + (next.queued() == null ? "" : " " + next.queued().kind());
        } catch (IllegalTransitionException refused) {
            return "–";
        }
    }

    /** Every state, with every shape it comes in. */
    private static Map<String, SubTask> samples() {
        var samples = new LinkedHashMap<String, SubTask>();
        var run = new QueuedAttempt(AttemptKind.RUN, AttemptTrigger.FIRST, SubTaskState.PENDING);
        var undo =
                new QueuedAttempt(AttemptKind.ROLLBACK, AttemptTrigger.RETRY, SubTaskState.FAILED);
        samples.put("PENDING", sample(SubTaskState.PENDING, null, null, false));
        samples.put("READY run", sample(SubTaskState.READY, run, null, false));
        samples.put("READY rollback", sample(SubTaskState.READY, undo, ended(), true));
        samples.put("WAITING retry", sample(SubTaskState.WAITING, run, ended(), true));
        samples.put(
                "WAITING condition",
                sample(SubTaskState.WAITING, null, going(AttemptKind.RUN, null), true));
        samples.put(
                "RUNNING", sample(SubTaskState.RUNNING, null, going(AttemptKind.RUN, null), true));
        samples.put(
                "ROLLING_BACK",
                sample(SubTaskState.ROLLING_BACK, null, going(AttemptKind.ROLLBACK, null), true));
        for (var why : List.of(FailureCause.TERMINATED, FailureCause.TIMEOUT)) {
            samples.put(
                    "CANCELING run " + why,
                    sample(SubTaskState.CANCELING, null, going(AttemptKind.RUN, why), true));
            samples.put(
                    "CANCELING rollback " + why,
                    sample(SubTaskState.CANCELING, null, going(AttemptKind.ROLLBACK, why), true));
        }
        samples.put("TERMINATED", sample(SubTaskState.TERMINATED, null, ended(), true));
        samples.put("FAILED", sample(SubTaskState.FAILED, null, ended(), true));
        samples.put("SUCCEEDED", sample(SubTaskState.SUCCEEDED, null, ended(), true));
        samples.put("SKIPPED", sample(SubTaskState.SKIPPED, null, ended(), true));
        samples.put("ROLLBACK_FAILED", sample(SubTaskState.ROLLBACK_FAILED, null, ended(), true));
        samples.put("ROLLED_BACK", sample(SubTaskState.ROLLED_BACK, null, ended(), false));
        return samples;
    }

    private static SubTask sample(
            SubTaskState state, QueuedAttempt queued, Attempt attempt, boolean toUndo) {
        var waiting =
                state == SubTaskState.WAITING
                        ? new WaitCause(WaitCause.Reason.RETRY, "", AT, AT)
                        : null;
        var started = attempt == null ? null : AT;
        return new SubTask(
                1,
                "s",
                AgentAddress.parse("h"),
                state,
                queued,
                attempt,
                toUndo,
                0,
                waiting,
                Map.of(),
                Map.of(),
                null,
                null,
                null,
                started,
                null,
                0);
    }

    private static Attempt ended() {
        return new Attempt(
                1,
                AttemptKind.RUN,
                AttemptTrigger.FIRST,
                AT,
                AT,
                Attempt.Outcome.FAILED,
                FailureCause.ERROR,
                1,
                null,
                "");
    }

    private static Attempt going(AttemptKind kind, FailureCause canceledFor) {
        return new Attempt(
                1, kind, AttemptTrigger.FIRST, AT, null, null, canceledFor, null, null, null);
    }

    private static String taskPermits() {
        var ops = Arrays.stream(TaskOp.values()).map(TaskOp::word).toList();
        var table =
                new StringBuilder(
                        "\n## Operations on tasks\n\n| state | "
                                + String.join(" | ", ops)
                                + " |\n|"
                                + "---|".repeat(ops.size() + 1)
                                + "\n");
        TasksInEveryState.tasks()
                .forEach(
                        (state, task) ->
                                table.append("| ")
                                        .append(state)
                                        .append(" | ")
                                        .append(
                                                AllowedOperations.of(task).stream()
                                                        .map(StateTablesTest::cell)
                                                        .collect(Collectors.joining(" | ")))
                                        .append(" |\n"));
        return table.toString();
    }

    private static String subTaskPermits() {
        var ops = Arrays.stream(SubTaskOp.values()).map(SubTaskOp::word).toList();
        var table =
                new StringBuilder(
                        "\n## Operations on sub tasks\n\n| sub task | task | "
                                + String.join(" | ", ops)
                                + " |\n|"
                                + "---|".repeat(ops.size() + 2)
                                + "\n");
        var seen = new ArrayList<SubTaskState>();
        TasksInEveryState.subTasks()
                .forEach(
                        (state, task) -> {
                            seen.add(state);
                            var subTask = task.of("s").getFirst();
                            table.append("| ")
                                    .append(subTask.state())
                                    .append(" | ")
                                    .append(task.state())
                                    .append(" | ")
                                    .append(
                                            AllowedOperations.of(task, subTask).stream()
                                                    .map(StateTablesTest::cell)
                                                    .collect(Collectors.joining(" | ")))
                                    .append(" |\n");
                        });
        assertThat(seen).containsExactlyInAnyOrder(SubTaskState.values());
        return table.toString();
    }

    private static String cell(AllowedOperation permit) {
        return permit.allowed() ? "✔" : "– " + permit.reasonCode();
    }
}
