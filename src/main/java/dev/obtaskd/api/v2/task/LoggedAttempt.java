package dev.obtaskd.api.v2.task;

import dev.obtaskd.task.Attempt;
import java.util.List;

/**
 * An attempt with what is known of its log.
 *
 * @param stopping ids of the living processes that its stop waits for
 * @param expired whether the log was removed because of its age
 */
record LoggedAttempt(
        Attempt attempt, long lines, long bytes, boolean expired, List<Long> stopping) {

    LoggedAttempt(Attempt attempt, long lines, long bytes, boolean expired) {
        this(attempt, lines, bytes, expired, List.of());
    }
}
