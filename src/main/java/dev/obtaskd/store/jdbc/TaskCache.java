package dev.obtaskd.store.jdbc;

import com.github.benmanes.caffeine.cache.Cache;
import dev.obtaskd.cache.Caches;
import dev.obtaskd.id.TaskId;
import dev.obtaskd.task.Task;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Caches tasks by id and version: readers only query the versions, as the content of a version
 * never changes. Thread-safe.
 */
final class TaskCache {

    private static final int MOST = 256;

    /** Maximum length of the texts of a cached task, in characters. */
    private static final int LONGEST = 16 * 1024;

    private final Cache<TaskId, Task> tasks = Caches.sized(MOST).build();

    /** The task if it is cached in this version. */
    Optional<Task> get(TaskId id, long version) {
        return Optional.ofNullable(tasks.getIfPresent(id))
                .filter(task -> task.version() == version);
    }

    /** If two readers finish out of order, the newer version is kept. */
    void put(Task task) {
        if (textLength(task) > LONGEST) {
            tasks.invalidate(task.id());
            return;
        }
        tasks.asMap()
                .merge(
                        task.id(),
                        task,
                        (known, read) -> read.version() > known.version() ? read : known);
    }

    private static int textLength(Task task) {
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
