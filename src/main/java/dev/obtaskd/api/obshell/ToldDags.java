package dev.obtaskd.api.obshell;

import dev.obtaskd.task.SubTask;
import dev.obtaskd.task.Task;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Dags with details as they were told last: clients ask for the unfinished ones every second, and those that
 * have failed wait for somebody for hours. Thread-safe.
 */
final class ToldDags {

    private static final int MOST = 64;

    /** Longest logs of a dag that is kept, in characters. */
    private static final int LONGEST = 64 * 1024;

    private final Map<Long, Kept> dags = new LinkedHashMap<>(MOST, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Kept> eldest) {
            return size() > MOST;
        }
    };

    private record Kept(long version, DagDetail dag) {}

    /** The dag of a task; told anew if the task has changed, or if its logs may have grown. */
    DagDetail of(Task task, Function<Task, DagDetail> telling) {
        var known = known(task);
        if (known != null) {
            return known;
        }
        var dag = telling.apply(task);
        if (task.subTasks().stream().noneMatch(SubTask::attempting) && logs(dag) <= LONGEST) {
            keep(task, dag);
        }
        return dag;
    }

    private synchronized @Nullable DagDetail known(Task task) {
        var kept = dags.get(task.id());
        return kept != null && kept.version() == task.version() ? kept.dag() : null;
    }

    private synchronized void keep(Task task, DagDetail dag) {
        dags.put(task.id(), new Kept(task.version(), dag));
    }

    private static int logs(DagDetail dag) {
        return Objects.requireNonNull(dag.nodes()).stream()
                .flatMap(node -> Objects.requireNonNull(node.subTasks()).stream())
                .map(TaskDetail::taskLogs)
                .filter(Objects::nonNull)
                .flatMap(Collection::stream)
                .mapToInt(String::length)
                .sum();
    }
}
