package dev.obtaskd.store;

import dev.obtaskd.task.Task;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Tasks as they were read last: whoever looks at them again only has to ask for their versions, as a
 * version never comes with other content. Thread-safe.
 */
final class Recent {

    private static final int MOST = 256;

    private final Map<Long, Task> tasks = new LinkedHashMap<>(MOST, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Task> eldest) {
            return size() > MOST;
        }
    };

    /** The task if it is known in this version. */
    synchronized Optional<Task> at(long id, long version) {
        return Optional.ofNullable(tasks.get(id)).filter(task -> task.version() == version);
    }

    /** Of two readers who finish in the wrong order, the one who saw more counts. */
    synchronized void keep(Task task) {
        tasks.merge(task.id(), task, (known, read) -> read.version() > known.version() ? read : known);
    }
}
