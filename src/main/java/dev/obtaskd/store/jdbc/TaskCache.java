package dev.obtaskd.store.jdbc;

import dev.obtaskd.id.TaskId;
import dev.obtaskd.task.Task;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tasks as they were read last: whoever looks at them again only has to ask for their versions, as
 * a version never comes with other content. Thread-safe.
 */
final class TaskCache {

    private static final int MOST = 256;

    /** Longest texts of a task that is kept, in characters. */
    private static final int LONGEST = 16 * 1024;

    private final Map<TaskId, Task> tasks =
            new LinkedHashMap<>(MOST, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<TaskId, Task> eldest) {
                    return size() > MOST;
                }
            };

    /** The task if it is known in this version. */
    synchronized Optional<Task> at(TaskId id, long version) {
        return Optional.ofNullable(tasks.get(id)).filter(task -> task.version() == version);
    }

    /** Of two readers who finish in the wrong order, the one who saw more counts. */
    synchronized void keep(Task task) {
        if (texts(task) > LONGEST) {
            tasks.remove(task.id());
            return;
        }
        tasks.merge(
                task.id(), task, (known, read) -> read.version() > known.version() ? read : known);
    }

    private static int texts(Task task) {
        var texts = length(task.origin().params()) + length(task.origin().reason());
        for (var subTask : task.subTasks()) {
            texts +=
                    length(subTask.message())
                            + length(subTask.output().toString())
                            + length(subTask.written().toString());
        }
        return texts;
    }

    private static int length(@Nullable String text) {
        return text == null ? 0 : text.length();
    }
}
