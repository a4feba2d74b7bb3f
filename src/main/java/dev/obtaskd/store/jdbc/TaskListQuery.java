package dev.obtaskd.store.jdbc;

import dev.obtaskd.store.TaskCursor;
import dev.obtaskd.store.TaskFilter;
import dev.obtaskd.store.TaskSort;
import dev.obtaskd.store.TaskVersion;
import dev.obtaskd.task.Task;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/**
 * Finds the tasks of one page by keyset pagination. Tasks without a value in the sort column are
 * the second part of the list, ordered by id, so that each part is one index scan.
 */
final class TaskListQuery {

    private final StatelessSession session;
    private final TaskFilter filter;
    private final TaskSort sort;

    TaskListQuery(StatelessSession session, TaskFilter filter, TaskSort sort) {
        this.session = session;
        this.filter = filter;
        this.sort = sort;
    }

    List<TaskVersion> tasks(int limit, @Nullable TaskCursor after) {
        var tasks = new ArrayList<TaskVersion>();
        if (after == null || after.value() != null) {
            tasks.addAll(withValue(limit, after));
        }
        if (sort.by() == TaskSort.Field.ENDED_AT && tasks.size() < limit) {
            tasks.addAll(withoutValue(limit - tasks.size(), after));
        }
        return tasks;
    }

    TaskCursor cursor(Task last) {
        return TaskCursor.of(last, sort);
    }

    private List<TaskVersion> withValue(int limit, @Nullable TaskCursor after) {
        var column = "t." + sort.by().property();
        var conditions = FilterConditions.of(filter);
        if (sort.by() == TaskSort.Field.ENDED_AT) {
            conditions.and(column + " is not null");
        }
        if (after != null && after.value() != null) {
            var value = conditions.bind(typed(after.value()));
            var id = conditions.bind(after.id());
            // The first condition alone is a range of the index.
            conditions.and(
                    "%s %s= %s and (%s <> %s or t.id %s %s)"
                            .formatted(column, after(), value, column, value, after(), id));
        }
        return run(conditions, column + direction() + ", t.id" + direction(), limit);
    }

    private List<TaskVersion> withoutValue(int limit, @Nullable TaskCursor after) {
        var conditions = FilterConditions.of(filter).and("t.endedAt is null");
        if (after != null && after.value() == null) {
            conditions.and("t.id " + after() + " " + conditions.bind(after.id()));
        }
        return run(conditions, "t.id" + direction(), limit);
    }

    private List<TaskVersion> run(FilterConditions conditions, String order, int limit) {
        var query =
                session.createSelectionQuery(
                        "select t.id, t.version from TaskRow t"
                                + conditions.text()
                                + " order by "
                                + order,
                        TaskVersion.class);
        conditions
                .values()
                .forEach(
                        (name, value) -> {
                            if (value instanceof List<?> list) {
                                query.setParameterList(name, list);
                            } else {
                                query.setParameter(name, value);
                            }
                        });
        return query.setMaxResults(limit).getResultList();
    }

    private Object typed(String value) {
        return sort.by() == TaskSort.Field.NAME ? value : (Object) Long.valueOf(value);
    }

    private String after() {
        return sort.descending() ? "<" : ">";
    }

    private String direction() {
        return sort.descending() ? " desc" : "";
    }
}
