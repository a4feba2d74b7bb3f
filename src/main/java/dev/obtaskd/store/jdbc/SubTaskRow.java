package dev.obtaskd.store.jdbc;

import static dev.obtaskd.store.jdbc.TableColumns.column;
import static dev.obtaskd.store.jdbc.TableColumns.fixed;
import static java.util.Objects.requireNonNull;

import dev.obtaskd.id.AgentAddress;
import dev.obtaskd.task.Attempt;
import dev.obtaskd.task.AttemptKind;
import dev.obtaskd.task.AttemptTrigger;
import dev.obtaskd.task.FailureCause;
import dev.obtaskd.task.Lifetime;
import dev.obtaskd.task.SubTask;
import dev.obtaskd.task.SubTask.QueuedAttempt;
import dev.obtaskd.task.SubTask.SkipRecord;
import dev.obtaskd.task.SubTaskState;
import dev.obtaskd.task.WaitCause;
import dev.obtaskd.text.LocalizedText;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A row of the table of sub tasks, which includes the latest attempt. */
@Entity
@Table(name = "sub_task")
public class SubTaskRow {

    /** A sub task and its place among the sub tasks of its task. */
    record Placed(long taskId, int position, SubTask subTask) {}

    /** How a sub task is written. */
    static final TableColumns<Placed> COLUMNS =
            new TableColumns<>(
                    "sub_task",
                    fixed("id", of(SubTask::id)),
                    fixed("task_id", Placed::taskId),
                    fixed("position", Placed::position),
                    fixed("step_id", of(SubTask::stepId)),
                    fixed("host", of(subTask -> subTask.host().toString())),
                    column("state", of(SubTask::state)),
                    column("queued_kind", of(SubTask::queued, QueuedAttempt::kind)),
                    column("queued_trigger", of(SubTask::queued, QueuedAttempt::trigger)),
                    column("queued_resting", of(SubTask::queued, QueuedAttempt::fallbackState)),
                    column("attempt_no", of(SubTask::attemptNo)),
                    column("attempt_kind", of(SubTask::attempt, Attempt::kind)),
                    column("attempt_trigger", of(SubTask::attempt, Attempt::trigger)),
                    column("attempt_started_at", of(SubTask::attempt, Attempt::startedAt)),
                    column("attempt_ended_at", of(SubTask::attempt, Attempt::endedAt)),
                    column("attempt_outcome", of(SubTask::attempt, Attempt::outcome)),
                    column("attempt_cause", of(SubTask::attempt, Attempt::cause)),
                    column("exit_code", of(SubTask::attempt, Attempt::exitCode)),
                    column("signal", of(SubTask::attempt, Attempt::signal)),
                    column("attempt_message", of(SubTask::attempt, Attempt::message)),
                    column("attempt_boot", of(SubTask::attempt, Attempt::boot)),
                    column(
                            "attempt_params_revision",
                            of(SubTask::attempt, Attempt::paramsRevision)),
                    column("to_undo", of(SubTask::toUndo)),
                    column("auto_retries", of(SubTask::autoRetries)),
                    column("waiting_reason", of(SubTask::waiting, WaitCause::reason)),
                    column("waiting_text", of(SubTask::waiting, wait -> wait.text().en())),
                    column("waiting_text_zh", of(SubTask::waiting, wait -> wait.text().zh())),
                    column("waiting_since", of(SubTask::waiting, WaitCause::since)),
                    column("waiting_until", of(SubTask::waiting, WaitCause::until)),
                    column("output", of(subTask -> json(subTask.output()))),
                    column("written", of(subTask -> json(subTask.written()))),
                    column("skipped_by", of(SubTask::skipped, SkipRecord::by)),
                    column("skipped_at", of(SubTask::skipped, SkipRecord::at)),
                    column("skipped_reason", of(SubTask::skipped, SkipRecord::reason)),
                    column("cause", of(SubTask::cause)),
                    column("message", of(SubTask::message)),
                    column("started_at", of(SubTask::startedAt)),
                    column("ended_at", of(SubTask::endedAt)),
                    column("version", of(SubTask::version)));

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
    @Nullable Integer attemptParamsRevision;
    boolean toUndo;
    int autoRetries;
    @Nullable String waitingReason;
    @Nullable String waitingText;
    @Nullable String waitingTextZh;
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
                new Lifetime(EpochMicros.orNull(startedAt), EpochMicros.orNull(endedAt)),
                version);
    }

    @Nullable Attempt attempt() {
        return attemptNo == 0
                ? null
                : new Attempt(
                        attemptNo,
                        AttemptKind.valueOf(requireNonNull(attemptKind)),
                        AttemptTrigger.valueOf(requireNonNull(attemptTrigger)),
                        new Lifetime(
                                EpochMicros.orNull(attemptStartedAt),
                                EpochMicros.orNull(attemptEndedAt)),
                        AttemptRow.orNull(Attempt.Outcome.class, attemptOutcome),
                        AttemptRow.orNull(FailureCause.class, attemptCause),
                        exitCode,
                        signal,
                        attemptMessage,
                        attemptBoot,
                        attemptParamsRevision == null ? 1 : attemptParamsRevision);
    }

    private @Nullable QueuedAttempt queued() {
        return queuedKind == null
                ? null
                : new QueuedAttempt(
                        AttemptKind.valueOf(queuedKind),
                        AttemptTrigger.valueOf(requireNonNull(queuedTrigger)),
                        SubTaskState.valueOf(requireNonNull(queuedResting)));
    }

    private @Nullable WaitCause waiting() {
        return waitingReason == null
                ? null
                : new WaitCause(
                        WaitCause.Reason.valueOf(waitingReason),
                        waitingText(requireNonNull(waitingText)),
                        EpochMicros.at(requireNonNull(waitingSince)),
                        EpochMicros.orNull(waitingUntil));
    }

    private LocalizedText waitingText(String english) {
        return new LocalizedText(english, waitingTextZh == null ? english : waitingTextZh);
    }

    private @Nullable SkipRecord skipped() {
        return skippedAt == null
                ? null
                : new SkipRecord(skippedBy, EpochMicros.at(skippedAt), skippedReason);
    }

    private static Function<Placed, @Nullable Object> of(
            Function<SubTask, @Nullable Object> value) {
        return value.compose(Placed::subTask);
    }

    /** The value of a part that may be missing. */
    private static <P> Function<Placed, @Nullable Object> of(
            Function<SubTask, @Nullable P> part, Function<P, @Nullable Object> value) {
        return of(
                subTask -> {
                    var present = part.apply(subTask);
                    return present == null ? null : value.apply(present);
                });
    }

    private static @Nullable String json(Map<String, String> values) {
        return values.isEmpty() ? null : JsonColumns.map(values);
    }
}
