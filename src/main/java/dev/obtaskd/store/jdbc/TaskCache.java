package dev.obtaskd.store.jdbc;

import com.github.benmanes.caffeine.cache.Cache;
import dev.obtaskd.cache.Caches;
import dev.obtaskd.store.TaskVersion;
import dev.obtaskd.task.Task;
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

    private final Cache<Long, Task> tasks = Caches.sized(MOST).build();

    /** The task if it is known in this version. */
    Optional<Task> at(TaskVersion seen) {
        return Optional.ofNullable(tasks.getIfPresent(seen.id()))
                .filter(task -> task.version() == seen.version());
    }

    /** Of two readers who finish in the wrong order, the one who saw more counts. */
    void keep(Task task) {
        if (texts(task) > LONGEST) {
            tasks.invalidate(task.id());
            return;
        }
        tasks.asMap()
                .merge(
                        task.id(),
                        task,
                        (known, read) -> read.version() > known.version() ? read : known);
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
