package dev.obtaskd.api.v2.http;

import dev.obtaskd.api.v2.wire.AllowedOperationView;
import dev.obtaskd.id.AgentAddress;
import dev.obtaskd.store.SearchText;
import dev.obtaskd.task.AllowedOperation;
import dev.obtaskd.task.GenericId;
import dev.obtaskd.task.GenericIds;
import dev.obtaskd.task.Task;
import dev.obtaskd.text.Language;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What an answer depends on besides its subject.
 *
 * @param language of its sentences
 * @param now for durations of what has not ended
 * @param self the agent that owns the local tasks
 * @param own whether an address is or was that agent's
 */
public record ResponseContext(
        Language language, Instant now, AgentAddress self, Predicate<AgentAddress> own) {

    /** For an agent that was never known under another address. */
    public ResponseContext(Language language, Instant now, AgentAddress self) {
        this(language, now, self, self::equals);
    }

    /** The public id of a task or of one of its sub tasks. */
    public String id(Task task, long row) {
        return GenericIds.of(task, row, self).toString();
    }

    /** What to look for if somebody looks for a text; ids are known as they are written here. */
    public SearchText search(String part) {
        return new SearchText(part, "1", beforeRow(true), beforeRow(false));
    }

    private String beforeRow(boolean obproxy) {
        var id = new GenericId(self, obproxy, 0).toString();
        return id.substring(0, id.length() - 1);
    }

    /** Milliseconds from start to end, or to now; null if it has not started. */
    @Nullable
    public Long durationMs(@Nullable Instant startedAt, @Nullable Instant endedAt) {
        if (startedAt == null) {
            return null;
        }
        // A task can have started after the request came that asks about it.
        return Math.max(0, Duration.between(startedAt, endedAt == null ? now : endedAt).toMillis());
    }

    /** Answers to "is this allowed now?". */
    public List<AllowedOperationView> operations(List<AllowedOperation> permits) {
        return permits.stream()
                .map(
                        permit ->
                                new AllowedOperationView(
                                        permit.op(),
                                        permit.allowed(),
                                        permit.reasonCode(),
                                        permit.reason() == null
                                                ? null
                                                : language.say(permit.reason())))
                .toList();
    }
}
