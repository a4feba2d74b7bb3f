package dev.obtaskd.api.obshell;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.Cache;
import dev.obtaskd.cache.Caches;
import dev.obtaskd.task.SubTask;
import dev.obtaskd.task.Task;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Dags with details as they were told last: clients ask for the unfinished ones every second, and
 * those that have failed wait for somebody for hours. Thread-safe.
 */
@ApplicationScoped
class DagJsonCache {

    private static final int MOST = 64;

    /** Longest JSON of a dag that is kept, in characters. */
    private static final int LONGEST = 64 * 1024;

    private final Function<Task, DagDetail> telling;
    private final ObjectMapper json;
    private final Cache<Long, Kept> dags = Caches.sized(MOST).build();

    @Inject
    DagJsonCache(DagAssembler dags, ObjectMapper json) {
        this(task -> dags.dag(task, true), json);
    }

    DagJsonCache(Function<Task, DagDetail> telling, ObjectMapper json) {
        this.telling = telling;
        this.json = json;
    }

    private record Kept(long version, CachedDag dag) {}

    /**
     * The dag of a task with details; told anew if the task has changed, or if its logs may have
     * grown.
     */
    CachedDag of(Task task) {
        var known = known(task);
        if (known != null) {
            return known;
        }
        var dag = telling.apply(task);
        return task.subTasks().stream().anyMatch(SubTask::attempting)
                ? new CachedDag(dag)
                : written(task, dag);
    }

    private CachedDag written(Task task, DagDetail dag) {
        var text = text(dag);
        var told = CachedDag.written(text);
        if (text.length() <= LONGEST) {
            keep(task, told);
        }
        return told;
    }

    private String text(DagDetail dag) {
        try {
            return json.writeValueAsString(dag);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a dag cannot be written", e);
        }
    }

    private @Nullable CachedDag known(Task task) {
        var kept = dags.getIfPresent(task.id());
        return kept != null && kept.version() == task.version() ? kept.dag() : null;
    }

    private void keep(Task task, CachedDag dag) {
        dags.put(task.id(), new Kept(task.version(), dag));
    }
}
