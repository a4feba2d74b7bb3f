package dev.obtaskd.task;

import static org.assertj.core.api.Assertions.assertThat;

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
        return "# States and what changes them\n\nPrinted from the rules by `StateTablesTest`; `–` means: not possible.\n"
                + transitions(Direction.FORWARD) + transitions(Direction.BACKWARD) + taskPermits() + subTaskPermits();
    }

    private static Map<String, Event> events() {
        var events = new LinkedHashMap<String, Event>();
        events.put("queue run", new Event.Queue(AttemptKind.RUN, Trigger.RETRY));
        events.put("queue rollback", new Event.Queue(AttemptKind.ROLLBACK, Trigger.RETRY));
        events.put("drain", new Event.Drain(AT));
        events.put("start", new Event.Start(AT, null));
        events.put("block", new Event.Block("value missing", AT));
        events.put("await", new Event.Await(new Waiting(Waiting.Reason.CONDITION, "", AT, null)));
        events.put("succeed", new Event.End(new AttemptResult.Succeeded(Map.of(), 0), AT, null));
        events.put("fail", new Event.End(AttemptResult.Failed.error(""), AT, null));
        events.put("fail, retry due", new Event.End(AttemptResult.Failed.error(""), AT,
                new Waiting(Waiting.Reason.RETRY, "", AT, AT)));
        events.put("stopped", new Event.End(new AttemptResult.Stopped("", null, "TERM"), AT, null));
        events.put("lose", new Event.Lose(false, Map.of(), AT));
        events.put("lose, rerun", new Event.Lose(true, Map.of(), AT));
        events.put("terminate", new Event.Cancel(Cause.TERMINATED, AT));
        events.put("time-out", new Event.Cancel(Cause.TIMEOUT, AT));
        events.put("skip", new Event.Skip(new Skipped("admin", AT, null)));
        events.put("undo (noop)", new Event.Undo(AT));
        events.put("reset", new Event.Reset());
        return events;
    }

    private static String transitions(Direction direction) {
        var table = new StringBuilder("\n## Sub tasks, " + direction.name().toLowerCase() + "\n\n| state | "
                + String.join(" | ", events().keySet()) + " |\n|" + "---|".repeat(events().size() + 1) + "\n");
        samples().forEach((name, subTask) -> table.append("| ").append(name).append(" | ")
                .append(events().values().stream().map(event -> next(subTask, direction, event)).collect(Collectors.joining(" | ")))
                .append(" |\n"));
        return table.toString();
    }

    private static String next(SubTask subTask, Direction direction, Event event) {
        try {
            var next = Transitions.next(subTask, direction, event);
            return next.equals(subTask) ? "=" : next.state().name() + (next.queued() == null ? "" : " " + next.queued().kind());
        } catch (IllegalTransition refused) {
            return "–";
        }
    }

    /** Every state, with every shape it comes in. */
    private static Map<String, SubTask> samples() {
        var samples = new LinkedHashMap<String, SubTask>();
        var run = new Queued(AttemptKind.RUN, Trigger.FIRST, SubTaskState.PENDING);
        var undo = new Queued(AttemptKind.ROLLBACK, Trigger.RETRY, SubTaskState.FAILED);
        samples.put("PENDING", sample(SubTaskState.PENDING, null, null, false));
        samples.put("READY run", sample(SubTaskState.READY, run, null, false));
        samples.put("READY rollback", sample(SubTaskState.READY, undo, ended(), true));
        samples.put("WAITING retry", sample(SubTaskState.WAITING, run, ended(), true));
        samples.put("WAITING condition", sample(SubTaskState.WAITING, null, going(AttemptKind.RUN, null), true));
        samples.put("RUNNING", sample(SubTaskState.RUNNING, null, going(AttemptKind.RUN, null), true));
        samples.put("ROLLING_BACK", sample(SubTaskState.ROLLING_BACK, null, going(AttemptKind.ROLLBACK, null), true));
        for (var why : List.of(Cause.TERMINATED, Cause.TIMEOUT)) {
            samples.put("CANCELING run " + why, sample(SubTaskState.CANCELING, null, going(AttemptKind.RUN, why), true));
            samples.put("CANCELING rollback " + why,
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

    private static SubTask sample(SubTaskState state, Queued queued, Attempt attempt, boolean toUndo) {
        var waiting = state == SubTaskState.WAITING ? new Waiting(Waiting.Reason.RETRY, "", AT, AT) : null;
        var started = attempt == null ? null : AT;
        return new SubTask(1, "s", "h", state, queued, attempt, toUndo, 0, waiting, Map.of(), Map.of(), null, null, null, started,
                null, 0);
    }

    private static Attempt ended() {
        return new Attempt(1, AttemptKind.RUN, Trigger.FIRST, AT, AT, Attempt.Outcome.FAILED, Cause.ERROR, 1, null, "");
    }

    private static Attempt going(AttemptKind kind, Cause canceledFor) {
        return new Attempt(1, kind, Trigger.FIRST, AT, null, null, canceledFor, null, null, null);
    }

    private static String taskPermits() {
        var ops = Arrays.stream(TaskOp.values()).map(TaskOp::word).toList();
        var table = new StringBuilder("\n## Operations on tasks\n\n| state | " + String.join(" | ", ops) + " |\n|"
                + "---|".repeat(ops.size() + 1) + "\n");
        TasksInEveryState.tasks().forEach((state, task) -> table.append("| ").append(state).append(" | ")
                .append(Permits.of(task).stream().map(StateTablesTest::cell).collect(Collectors.joining(" | ")))
                .append(" |\n"));
        return table.toString();
    }

    private static String subTaskPermits() {
        var ops = Arrays.stream(SubTaskOp.values()).map(SubTaskOp::word).toList();
        var table = new StringBuilder("\n## Operations on sub tasks\n\n| sub task | task | " + String.join(" | ", ops)
                + " |\n|" + "---|".repeat(ops.size() + 2) + "\n");
        var seen = new ArrayList<SubTaskState>();
        TasksInEveryState.subTasks().forEach((state, task) -> {
            seen.add(state);
            var subTask = task.of("s").getFirst();
            table.append("| ").append(subTask.state()).append(" | ").append(task.state()).append(" | ")
                    .append(Permits.of(task, subTask).stream().map(StateTablesTest::cell).collect(Collectors.joining(" | ")))
                    .append(" |\n");
        });
        assertThat(seen).containsExactlyInAnyOrder(SubTaskState.values());
        return table.toString();
    }

    private static String cell(Permit permit) {
        return permit.allowed() ? "✔" : "– " + permit.reasonCode();
    }
}
