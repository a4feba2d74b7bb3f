package dev.obtaskd.task;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A sub task in the making: the next value of one, field by field. */
final class SubTaskDraft {

    /** Characters of values that are kept: beyond that only those of the latest run, which are fewer. */
    private static final int MOST = 256 * 1024;

    private final SubTask from;
    private SubTaskState state;
    private @Nullable Queued queued;
    private @Nullable Attempt attempt;
    private boolean toUndo;
    private int autoRetries;
    private @Nullable Waiting waiting;
    private Map<String, String> output;
    private Map<String, String> written;
    private @Nullable Skipped skipped;
    private @Nullable Cause cause;
    private @Nullable String message;
    private @Nullable Instant startedAt;
    private @Nullable Instant endedAt;

    /** Begins with everything as it is, but for what only belongs to the state left behind. */
    SubTaskDraft(SubTask from, SubTaskState state) {
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

    SubTaskDraft queued(Queued next) {
        this.queued = next;
        if (next.trigger() == Trigger.FIRST || next.trigger() == Trigger.RETRY) {
            this.autoRetries = 0;
        }
        return this;
    }

    SubTaskDraft attempt(Attempt latest) {
        this.attempt = latest;
        if (startedAt == null) {
            startedAt = latest.startedAt();
        }
        return this;
    }

    SubTaskDraft toUndo(boolean value) {
        this.toUndo = value;
        if (!value) {
            this.written = Map.of();
        }
        return this;
    }

    /** What an attempt wrote; what a rollback writes is for no other attempt. */
    SubTaskDraft wrote(AttemptKind kind, Map<String, String> values) {
        if (kind == AttemptKind.RUN && !values.isEmpty()) {
            var all = new HashMap<>(written);
            all.putAll(values);
            this.written = length(all) > MOST ? values : Map.copyOf(all);
        }
        return this;
    }

    SubTaskDraft autoRetries(int made) {
        this.autoRetries = made;
        return this;
    }

    SubTaskDraft waiting(Waiting next) {
        this.waiting = next;
        return this;
    }

    SubTaskDraft output(Map<String, String> values) {
        this.output = values;
        return this;
    }

    private static int length(Map<String, String> values) {
        return values.entrySet().stream().mapToInt(value -> value.getKey().length() + value.getValue().length()).sum();
    }

    SubTaskDraft skipped(Skipped by) {
        this.skipped = by;
        return this;
    }

    SubTaskDraft rest(@Nullable Instant at, @Nullable Cause why, @Nullable String text) {
        this.endedAt = at;
        this.cause = why;
        this.message = text;
        return this;
    }

    SubTask build() {
        return new SubTask(from.id(), from.stepId(), from.host(), state, queued, attempt, toUndo, autoRetries, waiting,
                output, written, skipped, cause, message, startedAt, endedAt, from.version());
    }
}
