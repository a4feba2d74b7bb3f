package dev.obtaskd.api.obshell;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.obtaskd.exclusion.TaskScope;
import dev.obtaskd.store.ChangeCounter;
import dev.obtaskd.task.SubTask;
import dev.obtaskd.task.Task;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Lists the dags that have not ended for good. Pages and SDKs poll these lists, so the last result
 * of each is kept until something is written to the store. There are six lists at most.
 * Thread-safe.
 */
@ApplicationScoped
class UnfinishedDags {

    /** Limits how long a lost store stays unnoticed, since it is detected by reading. */
    private static final Duration MAX_AGE = Duration.ofSeconds(1);

    private final DagLists lists;
    private final DagAssembler dags;
    private final ObjectMapper json;
    private final ChangeCounter changes;
    private final LongSupplier nanoTime;
    private final Map<Query, Result> results = new ConcurrentHashMap<>();

    @Inject
    UnfinishedDags(DagLists lists, DagAssembler dags, ObjectMapper json, ChangeCounter changes) {
        this(lists, dags, json, changes, System::nanoTime);
    }

    UnfinishedDags(
            DagLists lists,
            DagAssembler dags,
            ObjectMapper json,
            ChangeCounter changes,
            LongSupplier nanoTime) {
        this.lists = lists;
        this.dags = dags;
        this.json = json;
        this.changes = changes;
        this.nanoTime = nanoTime;
    }

    private record Query(@Nullable TaskScope scope, boolean details) {}

    private record Result(OptionalLong changes, long readAt, List<SerializedDag> dags) {}

    /**
     * The dags, oldest first. The store is read on a worker thread.
     *
     * @param scope null for both
     */
    Uni<List<SerializedDag>> of(@Nullable TaskScope scope, boolean details) {
        var query = new Query(scope, details);
        var known = results.get(query);
        return known != null && current(known)
                ? Uni.createFrom().item(known.dags())
                : Uni.createFrom()
                        .item(() -> read(query))
                        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    private boolean current(Result result) {
        var now = changes.commitCount();
        return now.isPresent()
                && now.equals(result.changes())
                && nanoTime.getAsLong() - result.readAt() < MAX_AGE.toNanos();
    }

    private List<SerializedDag> read(Query query) {
        var before = changes.commitCount();
        var readAt = nanoTime.getAsLong();
        var tasks = lists.unfinished(query.scope(), query.details());
        var serialized =
                tasks.stream()
                        .map(task -> SerializedDag.of(dags.dag(task, query.details()), json))
                        .toList();
        // Logs grow without a change in the store.
        if (!query.details() || tasks.stream().noneMatch(UnfinishedDags::logsGrow)) {
            results.put(query, new Result(before, readAt, serialized));
        }
        return serialized;
    }

    private static boolean logsGrow(Task task) {
        return task.subTasks().stream().anyMatch(SubTask::hasRunningAttempt);
    }
}
