package dev.obtaskd.api.v2.task;

import dev.obtaskd.api.v2.http.QueryValues;
import dev.obtaskd.api.v2.http.ResponseContext;
import dev.obtaskd.store.Page;
import dev.obtaskd.store.StoreReader;
import dev.obtaskd.store.TaskCursor;
import dev.obtaskd.task.Task;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads pages of the list of tasks. With a filter that the store cannot check, a page is selected
 * from what the store returns, and its cursor is the last task that was examined: none is lost or
 * repeated. A request examines a limited number of tasks, so such a page may have fewer tasks than
 * its limit, or none, although there is another one.
 */
@ApplicationScoped
public class TaskPages {

    /** How many tasks a request examines; a multiple of {@link #BATCH}. */
    static final int EXAMINED = 2_000;

    private static final int BATCH = 250;

    private final StoreReader store;
    private final LastOperations operations;

    TaskPages(StoreReader store, LastOperations operations) {
        this.store = store;
        this.operations = operations;
    }

    Page<Task, TaskCursor> page(TaskQuery query, ResponseContext context) {
        if (query.waits().all()) {
            return store.page(query.filter(), query.order(), query.limit(), query.after());
        }
        if (query.waits().excludes(query.filter())) {
            return new Page<>(List.of(), null);
        }
        return selected(query, context);
    }

    /**
     * All tasks that parameters of the list select, in the default order.
     *
     * @return empty if there are more than a limit
     */
    public Optional<List<Task>> all(QueryValues parameters, int limit, ResponseContext context) {
        var query = TaskQuery.of(parameters, context);
        var found = new ArrayList<Task>();
        @Nullable TaskCursor position = null;
        do {
            var page = page(query.at(position, limit + 1 - found.size()), context);
            found.addAll(page.items());
            position = page.next();
        } while (position != null && found.size() <= limit);
        return found.size() <= limit ? Optional.of(found) : Optional.empty();
    }

    private Page<Task, TaskCursor> selected(TaskQuery query, ResponseContext context) {
        var filter = query.waits().narrowed(query.filter());
        var found = new ArrayList<Task>();
        var position = query.after();
        for (var examined = 0; examined < EXAMINED; examined += BATCH) {
            var batch = store.page(filter, query.order(), BATCH, position);
            var known = operations.of(batch.items(), context);
            for (var task : batch.items()) {
                if (query.waits().matches(task, known)) {
                    if (found.size() == query.limit()) {
                        return new Page<>(found, TaskCursor.of(found.getLast(), query.order()));
                    }
                    found.add(task);
                }
            }
            if (batch.next() == null) {
                return new Page<>(found, null);
            }
            position = batch.next();
        }
        return new Page<>(found, position);
    }
}
