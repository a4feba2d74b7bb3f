package dev.obtaskd.api.v2;

import dev.obtaskd.store.Search;
import dev.obtaskd.task.GenericId;
import dev.obtaskd.task.Ids;
import dev.obtaskd.task.Language;
import dev.obtaskd.task.Permit;
import dev.obtaskd.task.Task;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an answer depends on besides its subject.
 *
 * @param language of its sentences
 * @param now for durations of what has not ended
 * @param ip of the agent that owns the local tasks
 * @param port of that agent
 */
public record Wording(Language language, Instant now, String ip, int port) {

    /** The public id of a task or of one of its sub tasks. */
    String id(Task task, long row) {
        return Ids.of(task, row, ip, port);
    }

    /** What to look for if somebody looks for a text; ids are known as they are written here. */
    Search search(String part) {
        return new Search(part, "1", beforeRow(true), beforeRow(false));
    }

    private String beforeRow(boolean obproxy) {
        var id = new GenericId(GenericId.Agent.of(ip, port), obproxy, 0).toString();
        return id.substring(0, id.length() - 1);
    }

    /** Milliseconds from start to end, or to now; null if it has not started. */
    @Nullable Long durationMs(@Nullable Instant startedAt, @Nullable Instant endedAt) {
        if (startedAt == null) {
            return null;
        }
        // A task can have started after the request came that asks about it.
        return Math.max(0, Duration.between(startedAt, endedAt == null ? now : endedAt).toMillis());
    }

    /** Answers to "is this allowed now?". */
    List<OperationView> operations(List<Permit> permits) {
        return permits.stream()
                .map(permit -> new OperationView(permit.op(), permit.allowed(), permit.reasonCode(),
                        permit.reason() == null ? null : language.say(permit.reason())))
                .toList();
    }
}
