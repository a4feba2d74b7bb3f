package dev.obtaskd.store.jdbc;

import dev.obtaskd.task.Attempt;
import dev.obtaskd.task.AttemptKind;
import dev.obtaskd.task.AttemptTrigger;
import dev.obtaskd.task.FailureCause;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** An attempt that a newer one has followed, as the table has it. */
@Entity
@Table(name = "attempt")
@IdClass(AttemptRow.Key.class)
public class AttemptRow {

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

    /** Which attempt of which sub task. */
    record Key(long subTaskId, int attemptNo) implements Serializable {}

    static AttemptRow of(long subTaskId, Attempt attempt) {
        var row = new AttemptRow();
        row.subTaskId = subTaskId;
        row.attemptNo = attempt.no();
        row.attemptKind = attempt.kind().name();
        row.attemptTrigger = attempt.trigger().name();
        row.startedAt = EpochMicros.of(attempt.startedAt());
        row.endedAt = EpochMicros.of(attempt.endedAt());
        row.outcome = nameOf(attempt.outcome());
        row.cause = nameOf(attempt.cause());
        row.exitCode = attempt.exitCode();
        row.signal = attempt.signal();
        row.message = attempt.message();
        row.boot = attempt.boot();
        return row;
    }

    Attempt toAttempt() {
        return new Attempt(
                attemptNo,
                AttemptKind.valueOf(attemptKind),
                AttemptTrigger.valueOf(attemptTrigger),
                EpochMicros.orNull(startedAt),
                EpochMicros.orNull(endedAt),
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
}
