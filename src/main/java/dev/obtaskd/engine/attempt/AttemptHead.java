package dev.obtaskd.engine.attempt;

import com.fasterxml.jackson.databind.JsonNode;
import dev.obtaskd.json.ExactNumbers;
import dev.obtaskd.step.StepProgram;
import dev.obtaskd.store.AuditEntry;
import dev.obtaskd.store.StoreReader;
import dev.obtaskd.store.StoreUnavailableException;
import dev.obtaskd.task.Attempt;
import dev.obtaskd.task.AttemptKind;
import dev.obtaskd.task.AttemptTrigger;
import dev.obtaskd.task.SubTask;
import dev.obtaskd.task.SubTaskOp;
import dev.obtaskd.task.Task;
import dev.obtaskd.task.TaskOp;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The first lines of an attempt's log: what runs, where, as which user and why. */
final class AttemptHead {

    /** Entries of the audit of a task in which the order for an attempt is looked for. */
    private static final int SEARCHED = 100;

    private final StoreReader store;
    private final StepSpecs specs;

    AttemptHead(StoreReader store, StepSpecs specs) {
        this.store = store;
        this.specs = specs;
    }

    /**
     * The lines.
     *
     * @param program that is run; null if there is none, or it is not known
     */
    List<String> lines(Task task, SubTask subTask, @Nullable StepProgram program) {
        var attempt = Objects.requireNonNull(subTask.attempt());
        var lines = new ArrayList<String>();
        lines.add(
                "attempt "
                        + attempt.no()
                        + " of "
                        + subTask.stepId()
                        + " on "
                        + subTask.host()
                        + (program == null ? "" : place(program))
                        + ", "
                        + origin(task, subTask, attempt));
        if (program != null) {
            lines.add("$ " + program.commandLine());
        }
        params(task, subTask).ifPresent(params -> lines.add("params " + ExactNumbers.json(params)));
        return lines.stream().map(AttemptHead::oneLine).toList();
    }

    /** Empty if it is not known which of them are secret. */
    private Optional<JsonNode> params(Task task, SubTask subTask) {
        try {
            return Optional.of(specs.maskedParams(task, subTask));
        } catch (UnreadableOperationException unreadable) {
            return Optional.empty();
        }
    }

    private static String place(StepProgram program) {
        var user = program.user() == null ? System.getProperty("user.name") : program.user();
        return " as " + user + " in " + program.directory();
    }

    private String origin(Task task, SubTask subTask, Attempt attempt) {
        return switch (attempt.trigger()) {
            case FIRST -> by("submitted", task.origin().initiator().user(), task.origin().reason());
            case AUTO -> "automatic retry";
            case RESTART -> "repeated after a restart of the daemon";
            case RETRY -> ordered("retry", task, subTask, attempt);
            case ROLLBACK -> ordered("rollback", task, subTask, attempt);
        };
    }

    private String ordered(String what, Task task, SubTask subTask, Attempt attempt) {
        var undo =
                attempt.kind() == AttemptKind.ROLLBACK && attempt.trigger() == AttemptTrigger.RETRY;
        var shown = undo ? "rollback for a retry" : what;
        return order(task, subTask, attempt)
                .map(order -> by(shown, order.actor(), order.reason()))
                .orElse(shown);
    }

    /** The accepted request that made the attempt start; empty if the store cannot be read. */
    private Optional<AuditEntry> order(Task task, SubTask subTask, Attempt attempt) {
        try {
            return store.audit(task.id(), SEARCHED, null).items().stream()
                    .filter(entry -> entry.result() == AuditEntry.Result.ACCEPTED)
                    .filter(entry -> orders(entry, task, subTask))
                    .filter(
                            entry ->
                                    attempt.startedAt() == null
                                            || !entry.at().isAfter(attempt.startedAt()))
                    .findFirst();
        } catch (StoreUnavailableException unknown) {
            return Optional.empty();
        }
    }

    private static boolean orders(AuditEntry entry, Task task, SubTask subTask) {
        return entry.subTaskId() == null
                ? entry.action().equals(TaskOp.RETRY.apiName())
                        || entry.action().equals(TaskOp.ROLLBACK.apiName())
                : entry.action().equals(SubTaskOp.RETRY.apiName())
                        && entry.subTaskId().equals(task.idOf(subTask));
    }

    private static String by(String what, String user, @Nullable String reason) {
        return what + " by " + user + (reason == null || reason.isBlank() ? "" : ": " + reason);
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\R", " ").strip();
    }
}
