package dev.obtaskd.task;

import dev.obtaskd.task.SubTask.QueuedAttempt;
import dev.obtaskd.task.SubTask.SkipRecord;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A sub task in the making: the next value of one, field by field. */
final class SubTaskBuilder {

    private final SubTask from;
    private SubTaskState state;
    private @Nullable QueuedAttempt queued;
    private @Nullable Attempt attempt;
    private boolean toUndo;
    private int autoRetries;
    private @Nullable WaitCause waiting;
    private Map<String, String> output;
    private Map<String, String> written;
    private @Nullable SkipRecord skipped;
    private @Nullable FailureCause cause;
    private @Nullable String message;
    private @Nullable Instant startedAt;
    private @Nullable Instant endedAt;

    /** Begins with everything as it is, but for what only belongs to the state left behind. */
    SubTaskBuilder(SubTask from, SubTaskState state) {
        this.from = from;
        this.state = state;
        this.attempt = from.attempt();
        this.toUndo = from.toUndo();
        this.autoRetries = from.autoRetries();
        this.output = from.output();
        this.written = from.written();
        this.skipped = from.skipped();
        this.startedAt = from.startedAt();
    }

    SubTaskBuilder queued(QueuedAttempt next) {
        this.queued = next;
        if (next.trigger() == AttemptTrigger.FIRST || next.trigger() == AttemptTrigger.RETRY) {
            this.autoRetries = 0;
        }
        return this;
    }

    SubTaskBuilder attempt(Attempt latest) {
        this.attempt = latest;
        if (startedAt == null) {
            startedAt = latest.startedAt();
        }
        return this;
    }

    SubTaskBuilder toUndo(boolean value) {
        this.toUndo = value;
        if (!value) {
            this.written = Map.of();
        }
        return this;
    }

    /** What an attempt wrote; what a rollback writes is for no other attempt. */
    SubTaskBuilder addWritten(AttemptKind kind, Map<String, String> values) {
        if (kind == AttemptKind.RUN && !values.isEmpty()) {
            var all = new HashMap<>(written);
            all.putAll(values);
            this.written = Map.copyOf(all);
        }
        return this;
    }

    SubTaskBuilder autoRetries(int made) {
        this.autoRetries = made;
        return this;
    }

    SubTaskBuilder waiting(WaitCause next) {
        this.waiting = next;
        return this;
    }

    SubTaskBuilder output(Map<String, String> values) {
        this.output = values;
        return this;
    }

    SubTaskBuilder skipped(SkipRecord by) {
        this.skipped = by;
        return this;
    }

    SubTaskBuilder ended(@Nullable Instant at, @Nullable FailureCause why, @Nullable String text) {
        this.endedAt = at;
        this.cause = why;
        this.message = text;
        return this;
    }

    SubTask build() {
        return new SubTask(
                from.id(),
                from.stepId(),
                from.host(),
                state,
                queued,
                attempt,
                toUndo,
                autoRetries,
                waiting,
                output,
                written,
                skipped,
                cause,
                message,
                new Lifetime(startedAt, endedAt),
                from.version());
    }
}
