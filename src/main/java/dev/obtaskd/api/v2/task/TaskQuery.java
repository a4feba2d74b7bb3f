package dev.obtaskd.api.v2.task;

import dev.obtaskd.api.v2.http.ErrorCode;
import dev.obtaskd.api.v2.http.PageCursor;
import dev.obtaskd.api.v2.http.ProblemException;
import dev.obtaskd.api.v2.http.QueryParams;
import dev.obtaskd.api.v2.http.ResponseContext;
import dev.obtaskd.exclusion.MaintenanceType;
import dev.obtaskd.exclusion.TaskScope;
import dev.obtaskd.store.TaskFilter;
import dev.obtaskd.store.TaskSort;
import dev.obtaskd.task.TaskState;
import dev.obtaskd.text.Messages;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Filter, order and page of the list of tasks.
 *
 * @param sort the order, as in the parameter {@code sort}
 */
public record TaskQuery(
        TaskFilter filter, String sort, int limit, dev.obtaskd.store.TaskCursor after) {

    private static final Messages MESSAGES = Messages.of("api");

    /** The parameters that select tasks. */
    static final Set<String> FILTERS =
            Set.of(
                    "state",
                    "scope",
                    "maintenance",
                    "operation",
                    "initiator",
                    "target",
                    "targetType",
                    "name",
                    "host",
                    "from",
                    "to",
                    "q",
                    "hidden");

    /** All parameters of the list. */
    public static final Set<String> ALL =
            Stream.concat(FILTERS.stream(), Stream.of("sort", "limit", "cursor"))
                    .collect(Collectors.toUnmodifiableSet());

    private static final String DEFAULT_SORT = "-createdAt";
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    /**
     * Reads the parameters of the list.
     *
     * @param context for the format of ids
     * @throws ProblemException if one of them is invalid
     */
    static TaskQuery of(QueryParams query, ResponseContext context) {
        var sort = query.text("sort").orElse(DEFAULT_SORT);
        var by = order(sort).by();
        var after = query.text("cursor").map(written -> place(PageCursor.parse(written, sort), by));
        return new TaskQuery(
                filter(query, context),
                sort,
                query.limit(QueryParams.DEFAULT_LIMIT, QueryParams.MAX_LIMIT),
                after.orElse(null));
    }

    /** Reads the parameters that select tasks. */
    public static TaskFilter filter(QueryParams query, ResponseContext context) {
        return new TaskFilter(
                query.several("state", TaskState.class),
                query.one("scope", TaskScope.class).orElse(null),
                query.one("maintenance", MaintenanceType.class).orElse(null),
                query.text("operation").orElse(null),
                query.text("initiator").orElse(null),
                query.text("target").orElse(null),
                query.text("targetType").orElse(null),
                query.text("name").orElse(null),
                new HashSet<>(query.texts("host")),
                instant(query, "from").orElse(null),
                instant(query, "to").orElse(null),
                query.text("q").map(context::search).orElse(null),
                query.flag("hidden"));
    }

    TaskSort order() {
        return order(sort);
    }

    /** The public form of a cursor in this order. */
    @Nullable String cursor(dev.obtaskd.store.TaskCursor next) {
        return next == null
                ? null
                : new PageCursor(sort, next.value() == null ? "" : next.value(), next.id())
                        .toString();
    }

    private static dev.obtaskd.store.TaskCursor place(PageCursor cursor, TaskSort.Field by) {
        if (by != TaskSort.Field.NAME && !cursor.position().matches("[0-9]{0,18}")) {
            throw ProblemException.of(ErrorCode.CURSOR_INVALID);
        }
        return new dev.obtaskd.store.TaskCursor(
                cursor.position().isEmpty() ? null : cursor.position(), cursor.id());
    }

    private static TaskSort order(String sort) {
        var descending = sort.startsWith("-");
        var by =
                switch (sort.substring(descending ? 1 : 0)) {
                    case "createdAt" -> TaskSort.Field.CREATED_AT;
                    case "endedAt" -> TaskSort.Field.ENDED_AT;
                    case "name" -> TaskSort.Field.NAME;
                    default -> throw QueryParams.invalid("sort", sort, MESSAGES.text("query.sort"));
                };
        return new TaskSort(by, descending);
    }

    /** Limits times to those that the store can represent. */
    private static Optional<Instant> instant(QueryParams query, String name) {
        return query.instant(name)
                .map(
                        at -> {
                            if (at.isBefore(Instant.EPOCH) || at.isAfter(LATEST)) {
                                throw QueryParams.invalid(
                                        name,
                                        at.toString(),
                                        MESSAGES.text("query.instant.range", name));
                            }
                            return at;
                        });
    }
}
