package dev.obtaskd.store;

import dev.obtaskd.task.Attempt;
import dev.obtaskd.task.AttemptKind;
import dev.obtaskd.task.Cause;
import dev.obtaskd.task.Queued;
import dev.obtaskd.task.Skipped;
import dev.obtaskd.task.SubTask;
import dev.obtaskd.task.SubTaskState;
import dev.obtaskd.task.Trigger;
import dev.obtaskd.task.Waiting;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/** A sub task with its latest attempt, as the table has it. */
@Entity
@Table(name = "sub_task")
class SubTaskRow {

    @Id
    long id;
    long taskId;
    int position;
    String stepId;
    String host;
    String state;
    @Nullable String queuedKind;
    @Nullable String queuedTrigger;
    @Nullable String queuedResting;
    int attemptNo;
    @Nullable String attemptKind;
    @Nullable String attemptTrigger;
    @Nullable Long attemptStartedAt;
    @Nullable Long attemptEndedAt;
    @Nullable String attemptOutcome;
    @Nullable String attemptCause;
    @Nullable Integer exitCode;
    @Nullable String signal;
    @Nullable String attemptMessage;
    boolean toUndo;
    int autoRetries;
    @Nullable String waitingReason;
    @Nullable String waitingText;
    @Nullable Long waitingSince;
    @Nullable Long waitingUntil;
    @Nullable String output;
    @Nullable String skippedBy;
    @Nullable Long skippedAt;
    @Nullable String skippedReason;
    @Nullable String cause;
    @Nullable String message;
    @Nullable Long startedAt;
    @Nullable Long endedAt;
    long version;

    static SubTaskRow of(long taskId, int position, SubTask subTask) {
        var row = new SubTaskRow();
        row.id = subTask.id();
        row.taskId = taskId;
        row.position = position;
        row.stepId = subTask.stepId();
        row.host = subTask.host();
        row.state = subTask.state().name();
        row.toUndo = subTask.toUndo();
        row.autoRetries = subTask.autoRetries();
        row.output = new Written(subTask.output(), subTask.written()).column();
        row.cause = AttemptRow.nameOf(subTask.cause());
        row.message = subTask.message();
        row.startedAt = Micros.of(subTask.startedAt());
        row.endedAt = Micros.of(subTask.endedAt());
        row.version = subTask.version();
        row.take(subTask.queued());
        row.take(subTask.attempt());
        row.take(subTask.waiting());
        row.take(subTask.skipped());
        return row;
    }

    SubTask toSubTask() {
        var values = Written.of(output);
        return new SubTask(id, stepId, host, SubTaskState.valueOf(state), queued(), attempt(), toUndo, autoRetries,
                waiting(), values.output(), values.byRuns(), skipped(),
                AttemptRow.orNull(Cause.class, cause), message, Micros.orNull(startedAt), Micros.orNull(endedAt),
                version);
    }

    @Nullable Attempt attempt() {
        return attemptNo == 0 ? null : new Attempt(attemptNo, AttemptKind.valueOf(attemptKind),
                Trigger.valueOf(attemptTrigger), Micros.orNull(attemptStartedAt), Micros.orNull(attemptEndedAt),
                AttemptRow.orNull(Attempt.Outcome.class, attemptOutcome), AttemptRow.orNull(Cause.class, attemptCause),
                exitCode, signal, attemptMessage);
    }

    private @Nullable Queued queued() {
        return queuedKind == null ? null : new Queued(AttemptKind.valueOf(queuedKind),
                Trigger.valueOf(queuedTrigger), SubTaskState.valueOf(queuedResting));
    }

    private @Nullable Waiting waiting() {
        return waitingReason == null ? null : new Waiting(Waiting.Reason.valueOf(waitingReason), waitingText,
                Micros.at(waitingSince), Micros.orNull(waitingUntil));
    }

    private @Nullable Skipped skipped() {
        return skippedAt == null ? null : new Skipped(skippedBy, Micros.at(skippedAt), skippedReason);
    }

    private void take(@Nullable Queued queued) {
        if (queued != null) {
            queuedKind = queued.kind().name();
            queuedTrigger = queued.trigger().name();
            queuedResting = queued.resting().name();
        }
    }

    private void take(@Nullable Attempt attempt) {
        if (attempt != null) {
            attemptNo = attempt.no();
            attemptKind = attempt.kind().name();
            attemptTrigger = attempt.trigger().name();
            attemptStartedAt = Micros.of(attempt.startedAt());
            attemptEndedAt = Micros.of(attempt.endedAt());
            attemptOutcome = AttemptRow.nameOf(attempt.outcome());
            attemptCause = AttemptRow.nameOf(attempt.cause());
            exitCode = attempt.exitCode();
            signal = attempt.signal();
            attemptMessage = attempt.message();
        }
    }

    private void take(@Nullable Waiting waiting) {
        if (waiting != null) {
            waitingReason = waiting.reason().name();
            waitingText = waiting.text();
            waitingSince = Micros.of(waiting.since());
            waitingUntil = Micros.of(waiting.until());
        }
    }

    private void take(@Nullable Skipped skipped) {
        if (skipped != null) {
            skippedBy = skipped.by();
            skippedAt = Micros.of(skipped.at());
            skippedReason = skipped.reason();
        }
    }
}
