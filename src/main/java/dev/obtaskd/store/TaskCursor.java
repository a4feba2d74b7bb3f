package dev.obtaskd.store;

import dev.obtaskd.task.Task;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * The position at which the next page of a list starts.
 *
 * @param value of the sorted field in the last task of the page: microseconds or a name; null if it
 *     has none
 * @param id row id of that task
 */
public record TaskCursor(@Nullable String value, long id) {

    /** The position after a task in an order. */
    public static TaskCursor of(Task last, TaskSort sort) {
        var value =
                switch (sort.by()) {
                    case CREATED_AT -> micros(last.origin().createdAt());
                    case ENDED_AT -> last.endedAt() == null ? null : micros(last.endedAt());
                    case NAME -> last.origin().name().en();
                };
        return new TaskCursor(value, last.id().number());
    }

    private static String micros(Instant at) {
        return Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, at));
    }
}
