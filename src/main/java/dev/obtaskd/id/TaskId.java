package dev.obtaskd.id;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Names a task on this host: local task 17 and cluster task 17 are two tasks.
 *
 * @param scope the store that has the task
 * @param number the task's number in that store
 */
public record TaskId(StoreScope scope, long number) implements Comparable<TaskId> {

    private static final Pattern TEXT = Pattern.compile("(c?)([1-9][0-9]{0,17})");
    private static final Comparator<TaskId> ORDER =
            Comparator.comparing(TaskId::scope).thenComparingLong(TaskId::number);

    /** Comes after every other id. */
    public static final TaskId LAST = new TaskId(StoreScope.CLUSTER, Long.MAX_VALUE);

    /** A task of this agent's store. */
    public static TaskId local(long number) {
        return new TaskId(StoreScope.LOCAL, number);
    }

    /** A task of the cluster's store. */
    public static TaskId cluster(long number) {
        return new TaskId(StoreScope.CLUSTER, number);
    }

    /** Reads the text that {@link #toString} writes; empty for any other text. */
    public static Optional<TaskId> parse(String text) {
        var matcher = TEXT.matcher(text);
        return matcher.matches()
                ? Optional.of(
                        new TaskId(
                                matcher.group(1).isEmpty() ? StoreScope.LOCAL : StoreScope.CLUSTER,
                                Long.parseLong(matcher.group(2))))
                : Optional.empty();
    }

    /** A sub task of this task's store. */
    public SubTaskId subTask(long number) {
        return new SubTaskId(scope, number);
    }

    @Override
    public int compareTo(TaskId other) {
        return ORDER.compare(this, other);
    }

    /** {@code 17} for a local task, {@code c17} for a cluster task; also the directory's name. */
    @Override
    public String toString() {
        return scope.prefix() + number;
    }
}
