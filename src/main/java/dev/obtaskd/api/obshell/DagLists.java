package dev.obtaskd.api.obshell;

import dev.obtaskd.exclusion.MaintenanceType;
import dev.obtaskd.exclusion.TaskScope;
import dev.obtaskd.store.StoreReader;
import dev.obtaskd.store.TaskCursor;
import dev.obtaskd.store.TaskFilter;
import dev.obtaskd.store.TaskSort;
import dev.obtaskd.task.Task;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads obshell's lists of dags, oldest first. obshell has no paging, so their length is limited.
 */
@ApplicationScoped
class DagLists {

    private static final int PAGE = 500;
    private static final int MAX_DAGS = 10_000;

    /** Lower, because details require reading every log. */
    private static final int MAX_WITH_DETAILS = 500;

    private final StoreReader tasks;

    DagLists(StoreReader tasks) {
        this.tasks = tasks;
    }

    /**
     * The newest dags in any state.
     *
     * @param scope null for both, local dags first
     * @param details whether the caller adds details
     */
    List<Task> all(@Nullable TaskScope scope, boolean details) {
        return oldestFirst(newest(filter(scope, null), limit(details)));
    }

    /** The newest dags that have not ended for good. */
    List<Task> unfinished(@Nullable TaskScope scope, boolean details) {
        return oldestFirst(tasks.unfinished(scope, limit(details)));
    }

    /** The newest dag with a claim. */
    Optional<Task> latestMaintenance(TaskScope scope) {
        return Arrays.stream(MaintenanceType.values())
                .filter(type -> type != MaintenanceType.NONE && type != other(scope))
                .flatMap(
                        type ->
                                tasks
                                        .page(filter(scope, type), TaskSort.DEFAULT, 1, null)
                                        .items()
                                        .stream())
                .max(Comparator.comparing(Task::id));
    }

    private static MaintenanceType other(TaskScope scope) {
        return scope == TaskScope.LOCAL ? MaintenanceType.TENANT : MaintenanceType.OBPROXY;
    }

    private List<Task> newest(TaskFilter filter, int limit) {
        var found = new ArrayList<Task>();
        TaskCursor next = null;
        do {
            var page =
                    tasks.page(
                            filter, TaskSort.DEFAULT, Math.min(PAGE, limit - found.size()), next);
            found.addAll(page.items());
            next = page.next();
        } while (next != null && found.size() < limit);
        return found;
    }

    /** Local dags before those of the cluster. */
    private static List<Task> oldestFirst(List<Task> newestFirst) {
        return newestFirst.reversed().stream()
                .sorted(Comparator.comparing(task -> task.origin().claim().scope()))
                .toList();
    }

    private static int limit(boolean details) {
        return details ? MAX_WITH_DETAILS : MAX_DAGS;
    }

    private static TaskFilter filter(@Nullable TaskScope scope, @Nullable MaintenanceType type) {
        return new TaskFilter(
                Set.of(), scope, type, null, null, null, null, null, Set.of(), null, null, null,
                false);
    }
}
