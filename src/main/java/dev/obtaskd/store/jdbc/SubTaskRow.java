package dev.obtaskd.store.jdbc;

import dev.obtaskd.id.AgentAddress;
import dev.obtaskd.task.Attempt;
import dev.obtaskd.task.AttemptKind;
import dev.obtaskd.task.AttemptTrigger;
import dev.obtaskd.task.FailureCause;
import dev.obtaskd.task.QueuedAttempt;
import dev.obtaskd.task.SkipRecord;
import dev.obtaskd.task.SubTask;
import dev.obtaskd.task.SubTaskState;
import dev.obtaskd.task.WaitCause;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A sub task with its latest attempt, as the table has it. */
@Entity
@Table(name = "sub_task")
public class SubTaskRow {

    @Id long id;
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
    @Nullable String attemptBoot;
    boolean toUndo;
    int autoRetries;
    @Nullable String waitingReason;
    @Nullable String waitingText;
    @Nullable Long waitingSince;
    @Nullable Long waitingUntil;
    @Nullable String output;
    @Nullable String written;
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
        row.host = subTask.host().toString();
        row.state = subTask.state().name();
        row.toUndo = subTask.toUndo();
        row.autoRetries = subTask.autoRetries();
        row.output = subTask.output().isEmpty() ? null : JsonColumns.map(subTask.output());
        row.written = subTask.written().isEmpty() ? null : JsonColumns.map(subTask.written());
        row.cause = AttemptRow.nameOf(subTask.cause());
        row.message = subTask.message();
        row.startedAt = EpochMicros.of(subTask.startedAt());
        row.endedAt = EpochMicros.of(subTask.endedAt());
        row.version = subTask.version();
        row.take(subTask.queued());
        row.take(subTask.attempt());
        row.take(subTask.waiting());
        row.take(subTask.skipped());
        return row;
    }

    SubTask toSubTask() {
        return new SubTask(
                id,
                stepId,
                AgentAddress.parse(host),
                SubTaskState.valueOf(state),
                queued(),
                attempt(),
                toUndo,
                autoRetries,
                waiting(),
                output == null ? Map.of() : JsonColumns.map(output),
                written == null ? Map.of() : JsonColumns.map(written),
                skipped(),
                AttemptRow.orNull(FailureCause.class, cause),
                message,
                EpochMicros.orNull(startedAt),
                EpochMicros.orNull(endedAt),
                version);
    }

    @Nullable Attempt attempt() {
        return attemptNo == 0
                ? null
                : new Attempt(
                        attemptNo,
                        AttemptKind.valueOf(attemptKind),
                        AttemptTrigger.valueOf(attemptTrigger),
                        EpochMicros.orNull(attemptStartedAt),
                        EpochMicros.orNull(attemptEndedAt),
                        AttemptRow.orNull(Attempt.Outcome.class, attemptOutcome),
                        AttemptRow.orNull(FailureCause.class, attemptCause),
                        exitCode,
                        signal,
                        attemptMessage,
                        attemptBoot);
    }

    private @Nullable QueuedAttempt queued() {
        return queuedKind == null
                ? null
                : new QueuedAttempt(
                        AttemptKind.valueOf(queuedKind),
                        AttemptTrigger.valueOf(queuedTrigger),
                        SubTaskState.valueOf(queuedResting));
    }

    private @Nullable WaitCause waiting() {
        return waitingReason == null
                ? null
                : new WaitCause(
                        WaitCause.Reason.valueOf(waitingReason),
                        waitingText,
                        EpochMicros.at(waitingSince),
                        EpochMicros.orNull(waitingUntil));
    }

    private @Nullable SkipRecord skipped() {
        return skippedAt == null
                ? null
                : new SkipRecord(skippedBy, EpochMicros.at(skippedAt), skippedReason);
    }

    private void take(@Nullable QueuedAttempt queued) {
        if (queued != null) {
            queuedKind = queued.kind().name();
            queuedTrigger = queued.trigger().name();
            queuedResting = queued.fallbackState().name();
        }
    }

    private void take(@Nullable Attempt attempt) {
        if (attempt != null) {
            attemptNo = attempt.no();
            attemptKind = attempt.kind().name();
            attemptTrigger = attempt.trigger().name();
            attemptStartedAt = EpochMicros.of(attempt.startedAt());
            attemptEndedAt = EpochMicros.of(attempt.endedAt());
            attemptOutcome = AttemptRow.nameOf(attempt.outcome());
            attemptCause = AttemptRow.nameOf(attempt.cause());
            exitCode = attempt.exitCode();
            signal = attempt.signal();
            attemptMessage = attempt.message();
            attemptBoot = attempt.boot();
        }
    }

    private void take(@Nullable WaitCause waiting) {
        if (waiting != null) {
            waitingReason = waiting.reason().name();
            waitingText = waiting.text();
            waitingSince = EpochMicros.of(waiting.since());
            waitingUntil = EpochMicros.of(waiting.until());
        }
    }

    private void take(@Nullable SkipRecord skipped) {
        if (skipped != null) {
            skippedBy = skipped.by();
            skippedAt = EpochMicros.of(skipped.at());
            skippedReason = skipped.reason();
        }
    }
}
