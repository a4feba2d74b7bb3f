package dev.obtaskd.store.writer;

import dev.obtaskd.store.TaskCursor;
import dev.obtaskd.store.TaskSort;
import dev.obtaskd.task.Task;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;

/** The order of a list in memory: tasks without a value last, the id breaks ties. */
record InMemoryOrder(TaskSort sort) implements Comparator<Task> {

    @Override
    public int compare(Task one, Task other) {
        return compare(value(one), one.id().number(), value(other), other.id().number());
    }

    /** Whether a task comes after the position of a cursor. */
    boolean follows(Task task, TaskCursor cursor) {
        var value = cursor.value();
        Comparable<?> position =
                value == null || sort.by() == TaskSort.Field.NAME ? value : Long.valueOf(value);
        return compare(value(task), task.id().number(), position, cursor.id()) > 0;
    }

    TaskCursor cursor(Task last) {
        var value = value(last);
        return new TaskCursor(value == null ? null : value.toString(), last.id().number());
    }

    @SuppressWarnings("unchecked") // both are values of the same field
    private int compare(Comparable<?> one, long oneId, Comparable<?> other, long otherId) {
        if (one == null || other == null) {
            return one == other ? directed(Long.compare(oneId, otherId)) : one == null ? 1 : -1;
        }
        var byValue = ((Comparable<Object>) one).compareTo(other);
        return directed(byValue == 0 ? Long.compare(oneId, otherId) : byValue);
    }

    private int directed(int result) {
        return sort.descending() ? -result : result;
    }

    private Comparable<?> value(Task task) {
        return switch (sort.by()) {
            case CREATED_AT -> micros(task.origin().createdAt());
            case ENDED_AT -> task.endedAt() == null ? null : micros(task.endedAt());
            case NAME -> task.origin().name().en();
        };
    }

    private static Long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }
}
