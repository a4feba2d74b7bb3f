package dev.obtaskd.store.jdbc;

import static dev.obtaskd.store.jdbc.TableColumns.fixed;

import dev.obtaskd.task.Attempt;
import dev.obtaskd.task.AttemptKind;
import dev.obtaskd.task.AttemptTrigger;
import dev.obtaskd.task.FailureCause;
import dev.obtaskd.task.Lifetime;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A row of the table of attempts, which has those that were followed by another one. */
@Entity
@Table(name = "attempt")
@IdClass(AttemptRow.Key.class)
public class AttemptRow {

    /** An attempt and its sub task. */
    record Ended(long subTaskId, Attempt attempt) {}

    /** How an attempt is written. */
    static final TableColumns<Ended> COLUMNS =
            new TableColumns<>(
                    "attempt",
                    fixed("sub_task_id", Ended::subTaskId),
                    fixed("attempt_no", of(Attempt::no)),
                    fixed("attempt_kind", of(Attempt::kind)),
                    fixed("attempt_trigger", of(Attempt::trigger)),
                    fixed("started_at", of(Attempt::startedAt)),
                    fixed("ended_at", of(Attempt::endedAt)),
                    fixed("outcome", of(Attempt::outcome)),
                    fixed("cause", of(Attempt::cause)),
                    fixed("exit_code", of(Attempt::exitCode)),
                    fixed("signal", of(Attempt::signal)),
                    fixed("message", of(Attempt::message)),
                    fixed("boot", of(Attempt::boot)));

    @Id long subTaskId;
    @Id int attemptNo;
    String attemptKind;
    String attemptTrigger;
    @Nullable Long startedAt;
    @Nullable Long endedAt;
    @Nullable String outcome;
    @Nullable String cause;
    @Nullable Integer exitCode;
    @Nullable String signal;
    @Nullable String message;
    @Nullable String boot;

    /** The primary key. */
    record Key(long subTaskId, int attemptNo) implements Serializable {}

    Attempt toAttempt() {
        return new Attempt(
                attemptNo,
                AttemptKind.valueOf(attemptKind),
                AttemptTrigger.valueOf(attemptTrigger),
                new Lifetime(EpochMicros.orNull(startedAt), EpochMicros.orNull(endedAt)),
                orNull(Attempt.Outcome.class, outcome),
                orNull(FailureCause.class, cause),
                exitCode,
                signal,
                message,
                boot);
    }

    static @Nullable String nameOf(@Nullable Enum<?> value) {
        return value == null ? null : value.name();
    }

    static <E extends Enum<E>> @Nullable E orNull(Class<E> type, @Nullable String name) {
        return name == null ? null : Enum.valueOf(type, name);
    }

    private static Function<Ended, @Nullable Object> of(Function<Attempt, @Nullable Object> value) {
        return value.compose(Ended::attempt);
    }
}
