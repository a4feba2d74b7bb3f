package dev.obtaskd.api.obshell;

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
 * The dags that have not ended for good, for pages and SDKs that ask for them all the time: as long
 * as nothing is written, many who ask cost no more than one. Thread-safe.
 */
@ApplicationScoped
class UnfinishedDags {

    /**
     * A store that is lost is found out by reading it, so an answer must not be kept for longer.
     */
    private static final Duration KEPT = Duration.ofSeconds(1);

    private final DagLists lists;
    private final DagAssembler dags;
    private final DagJsonCache told;
    private final ChangeCounter changes;
    private final LongSupplier nanoTime;
    private final Map<Asked, Answer> answers = new ConcurrentHashMap<>();

    @Inject
    UnfinishedDags(DagLists lists, DagAssembler dags, DagJsonCache told, ChangeCounter changes) {
        this(lists, dags, told, changes, System::nanoTime);
    }

    UnfinishedDags(
            DagLists lists,
            DagAssembler dags,
            DagJsonCache told,
            ChangeCounter changes,
            LongSupplier nanoTime) {
        this.lists = lists;
        this.dags = dags;
        this.told = told;
        this.changes = changes;
        this.nanoTime = nanoTime;
    }

    private record Asked(@Nullable TaskScope scope, boolean details) {}

    private record Answer(OptionalLong changes, long at, List<CachedDag> dags) {}

    /**
     * The dags, the oldest first. What has to be read is read by a thread that may wait.
     *
     * @param scope null for both
     */
    Uni<List<CachedDag>> of(@Nullable TaskScope scope, boolean details) {
        var asked = new Asked(scope, details);
        var known = answers.get(asked);
        return known != null && holds(known)
                ? Uni.createFrom().item(known.dags())
                : Uni.createFrom()
                        .item(() -> read(asked))
                        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    private boolean holds(Answer answer) {
        var now = changes.soFar();
        return now.isPresent()
                && now.equals(answer.changes())
                && nanoTime.getAsLong() - answer.at() < KEPT.toNanos();
    }

    private List<CachedDag> read(Asked asked) {
        var before = changes.soFar();
        var at = nanoTime.getAsLong();
        var tasks = lists.unfinished(asked.scope(), asked.details());
        var shown = tasks.stream().map(task -> tell(task, asked.details())).toList();
        if (!asked.details() || tasks.stream().noneMatch(UnfinishedDags::logsGrow)) {
            answers.put(asked, new Answer(before, at, shown));
        }
        return shown;
    }

    private CachedDag tell(Task task, boolean details) {
        return details ? told.of(task) : new CachedDag(dags.dag(task, false));
    }

    private static boolean logsGrow(Task task) {
        return task.subTasks().stream().anyMatch(SubTask::attempting);
    }
}
