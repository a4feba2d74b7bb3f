package dev.obtaskd.api.obshell;

import dev.obtaskd.exclusion.Maintenance;
import dev.obtaskd.exclusion.Scope;
import dev.obtaskd.store.Cursor;
import dev.obtaskd.store.Sort;
import dev.obtaskd.store.TaskFilter;
import dev.obtaskd.store.Tasks;
import dev.obtaskd.task.Task;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the lists that obshell has, the oldest dag first. It knows no pages, so ours end somewhere. */
@ApplicationScoped
class DagLists {

    private static final int PAGE = 500;
    private static final int MOST = 10_000;

    /** With details every log is opened. */
    private static final int MOST_WITH_DETAILS = 500;

    private final Tasks tasks;

    DagLists(Tasks tasks) {
        this.tasks = tasks;
    }

    /**
     * The newest dags, whatever their state.
     *
     * @param scope null for both, this agent's first
     * @param details whether the caller will want to know everything about each
     */
    List<Task> all(@Nullable Scope scope, boolean details) {
        return oldestFirst(newest(filter(scope, null), most(details)));
    }

    /** The newest that have not ended for good. */
    List<Task> unfinished(@Nullable Scope scope, boolean details) {
        return oldestFirst(tasks.unfinished(scope, most(details)));
    }

    /** The newest that claims something; empty if there never was one. */
    Optional<Task> latestMaintenance(Scope scope) {
        return Arrays.stream(Maintenance.values())
                .filter(type -> type != Maintenance.NONE && type != other(scope))
                .flatMap(type -> tasks.page(filter(scope, type), Sort.DEFAULT, 1, null).items().stream())
                .max(Comparator.comparingLong(Task::id));
    }

    private static Maintenance other(Scope scope) {
        return scope == Scope.LOCAL ? Maintenance.TENANT : Maintenance.OBPROXY;
    }

    private List<Task> newest(TaskFilter filter, int most) {
        var found = new ArrayList<Task>();
        Cursor next = null;
        do {
            var page = tasks.page(filter, Sort.DEFAULT, Math.min(PAGE, most - found.size()), next);
            found.addAll(page.items());
            next = page.next();
        } while (next != null && found.size() < most);
        return found;
    }

    /** This agent's before the cluster's. */
    private static List<Task> oldestFirst(List<Task> newestFirst) {
        return newestFirst.reversed().stream()
                .sorted(Comparator.comparing(task -> task.origin().claim().scope()))
                .toList();
    }

    private static int most(boolean details) {
        return details ? MOST_WITH_DETAILS : MOST;
    }

    private static TaskFilter filter(@Nullable Scope scope, @Nullable Maintenance type) {
        return new TaskFilter(Set.of(), scope, type, null, null, null, null, null, Set.of(), null, null, null, false);
    }
}
