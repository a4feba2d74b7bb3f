package dev.obtaskd.api.v2.task;

import dev.obtaskd.api.v2.http.ErrorCode;
import dev.obtaskd.api.v2.http.PageCursor;
import dev.obtaskd.api.v2.http.ProblemException;
import dev.obtaskd.api.v2.http.QueryValues;
import dev.obtaskd.api.v2.http.ResponseContext;
import dev.obtaskd.store.TaskCursor;
import dev.obtaskd.store.TaskFilter;
import dev.obtaskd.store.TaskSort;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Filter, order and page of the list of tasks.
 *
 * @param waits what the tasks wait for
 * @param sort the order, as in the parameter {@code sort}
 */
record TaskQuery(
        TaskFilter filter, WaitFilter waits, String sort, int limit, @Nullable TaskCursor after) {

    private static final TaskListParameters PARAMETERS = TaskListParameters.PARAMETERS;

    /**
     * Reads the parameters of the list.
     *
     * @param context for the format of ids
     * @throws ProblemException if one of them is invalid
     */
    static TaskQuery of(QueryValues query, ResponseContext context) {
        var sort = query.get(PARAMETERS.sort);
        var by = order(sort).by();
        var after =
                query.find(PARAMETERS.cursor)
                        .map(written -> place(PageCursor.parse(written, sort), by));
        return new TaskQuery(
                filter(query, context),
                waits(query),
                sort,
                query.get(PARAMETERS.limit),
                after.orElse(null));
    }

    /** Reads the parameters that select tasks by what they wait for. */
    private static WaitFilter waits(QueryValues query) {
        return new WaitFilter(
                Set.copyOf(query.get(PARAMETERS.waitingFor)),
                query.find(PARAMETERS.waitingLongerThanMs).orElse(null));
    }

    /** Reads the parameters that select tasks in the store. */
    private static TaskFilter filter(QueryValues query, ResponseContext context) {
        return new TaskFilter(
                Set.copyOf(query.get(PARAMETERS.state)),
                query.find(PARAMETERS.scope).orElse(null),
                query.find(PARAMETERS.maintenance).orElse(null),
                query.find(PARAMETERS.operation).orElse(null),
                query.find(PARAMETERS.initiator).orElse(null),
                query.find(PARAMETERS.target).orElse(null),
                query.find(PARAMETERS.targetType).orElse(null),
                query.find(PARAMETERS.name).orElse(null),
                Set.copyOf(query.get(PARAMETERS.host)),
                query.find(PARAMETERS.from).orElse(null),
                query.find(PARAMETERS.to).orElse(null),
                query.find(PARAMETERS.q).map(context::search).orElse(null),
                query.get(PARAMETERS.hidden));
    }

    /** The same query for another page. */
    TaskQuery at(@Nullable TaskCursor position, int size) {
        return new TaskQuery(filter, waits, sort, size, position);
    }

    TaskSort order() {
        return order(sort);
    }

    /** The public form of a cursor in this order. */
    @Nullable String cursor(@Nullable TaskCursor next) {
        return next == null
                ? null
                : new PageCursor(sort, next.value() == null ? "" : next.value(), next.id())
                        .toString();
    }

    private static TaskCursor place(PageCursor cursor, TaskSort.Field by) {
        if (by != TaskSort.Field.NAME && !cursor.position().matches("[0-9]{0,18}")) {
            throw ProblemException.of(ErrorCode.CURSOR_INVALID);
        }
        return new TaskCursor(cursor.position().isEmpty() ? null : cursor.position(), cursor.id());
    }

    private static TaskSort order(String sort) {
        var descending = sort.startsWith("-");
        var by = TaskListParameters.SORT_FIELDS.get(descending ? sort.substring(1) : sort);
        return new TaskSort(Objects.requireNonNull(by, sort), descending);
    }
}
