package dev.obtaskd.api.obshell;

import dev.obtaskd.exclusion.Scope;
import dev.obtaskd.store.Changes;
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
 * The dags that have not ended for good, for pages and SDKs that ask for them all the time: as long as nothing
 * is written, many who ask cost no more than one. Thread-safe.
 */
@ApplicationScoped
class UnfinishedDags {

    /** A store that is lost is found out by reading it, so an answer must not be kept for longer. */
    private static final Duration KEPT = Duration.ofSeconds(1);

    private final DagLists lists;
    private final Dags dags;
    private final ToldDags told;
    private final Changes changes;
    private final LongSupplier nanoTime;
    private final Map<Asked, Answer> answers = new ConcurrentHashMap<>();

    @Inject
    UnfinishedDags(DagLists lists, Dags dags, ToldDags told, Changes changes) {
        this(lists, dags, told, changes, System::nanoTime);
    }

    UnfinishedDags(DagLists lists, Dags dags, ToldDags told, Changes changes, LongSupplier nanoTime) {
        this.lists = lists;
        this.dags = dags;
        this.told = told;
        this.changes = changes;
        this.nanoTime = nanoTime;
    }

    private record Asked(@Nullable Scope scope, boolean details) {}

    private record Answer(OptionalLong changes, long at, List<ToldDag> dags) {}

    /**
     * The dags, the oldest first. What has to be read is read by a thread that may wait.
     *
     * @param scope null for both
     */
    Uni<List<ToldDag>> of(@Nullable Scope scope, boolean details) {
        var asked = new Asked(scope, details);
        var known = answers.get(asked);
        return known != null && holds(known)
                ? Uni.createFrom().item(known.dags())
                : Uni.createFrom().item(() -> read(asked)).runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    private boolean holds(Answer answer) {
        var now = changes.soFar();
        return now.isPresent()
                && now.equals(answer.changes())
                && nanoTime.getAsLong() - answer.at() < KEPT.toNanos();
    }

    private List<ToldDag> read(Asked asked) {
        var before = changes.soFar();
        var at = nanoTime.getAsLong();
        var tasks = lists.unfinished(asked.scope(), asked.details());
        var shown = tasks.stream().map(task -> tell(task, asked.details())).toList();
        if (!asked.details() || tasks.stream().noneMatch(UnfinishedDags::logsGrow)) {
            answers.put(asked, new Answer(before, at, shown));
        }
        return shown;
    }

    private ToldDag tell(Task task, boolean details) {
        return details ? told.of(task) : new ToldDag(dags.dag(task, false));
    }

    private static boolean logsGrow(Task task) {
        return task.subTasks().stream().anyMatch(SubTask::attempting);
    }
}
