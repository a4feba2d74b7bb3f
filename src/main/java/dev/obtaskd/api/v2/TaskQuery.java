package dev.obtaskd.api.v2;

import dev.obtaskd.exclusion.Maintenance;
import dev.obtaskd.exclusion.Scope;
import dev.obtaskd.store.Sort;
import dev.obtaskd.store.TaskFilter;
import dev.obtaskd.task.TaskState;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which part of the list of tasks is wanted.
 *
 * @param sort the order as the parameter {@code sort} says it
 */
record TaskQuery(TaskFilter filter, String sort, int limit, dev.obtaskd.store.@Nullable Cursor after) {

    /** The parameters that choose tasks. */
    static final Set<String> FILTERS = Set.of("state", "scope", "maintenance", "operation", "initiator", "target",
            "targetType", "name", "host", "from", "to", "q", "hidden");

    /** All parameters of the list. */
    static final Set<String> ALL =
            Stream.concat(FILTERS.stream(), Stream.of("sort", "limit", "cursor")).collect(Collectors.toUnmodifiableSet());

    private static final String DEFAULT_SORT = "-createdAt";
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    /**
     * Reads the parameters of the list.
     *
     * @param wording in which ids are written
     * @throws ProblemException if one of them cannot be read
     */
    static TaskQuery of(Query query, Wording wording) {
        var sort = query.text("sort").orElse(DEFAULT_SORT);
        var by = order(sort).by();
        var after = query.text("cursor").map(written -> place(Cursor.parse(written, sort), by));
        return new TaskQuery(filter(query, wording), sort, query.limit(Query.STANDARD, Query.MOST), after.orElse(null));
    }

    /** Reads what chooses tasks, and leaves order and place aside. */
    static TaskFilter filter(Query query, Wording wording) {
        return new TaskFilter(
                query.several("state", TaskState.class),
                query.one("scope", Scope.class).orElse(null),
                query.one("maintenance", Maintenance.class).orElse(null),
                query.text("operation").orElse(null),
                query.text("initiator").orElse(null),
                query.text("target").orElse(null),
                query.text("targetType").orElse(null),
                query.text("name").orElse(null),
                new HashSet<>(query.texts("host")),
                instant(query, "from").orElse(null),
                instant(query, "to").orElse(null),
                query.text("q").map(wording::search).orElse(null),
                query.flag("hidden"));
    }

    Sort order() {
        return order(sort);
    }

    /** The public form of a place in this order. */
    @Nullable String cursor(dev.obtaskd.store.@Nullable Cursor next) {
        return next == null ? null : new Cursor(sort, next.value() == null ? "" : next.value(), next.id()).toString();
    }

    private static dev.obtaskd.store.Cursor place(Cursor cursor, Sort.Field by) {
        if (by != Sort.Field.NAME && !cursor.position().matches("[0-9]{0,18}")) {
            throw ProblemException.of(Code.CURSOR_INVALID);
        }
        return new dev.obtaskd.store.Cursor(cursor.position().isEmpty() ? null : cursor.position(), cursor.id());
    }

    private static Sort order(String sort) {
        var descending = sort.startsWith("-");
        var by = switch (sort.substring(descending ? 1 : 0)) {
            case "createdAt" -> Sort.Field.CREATED_AT;
            case "endedAt" -> Sort.Field.ENDED_AT;
            case "name" -> Sort.Field.NAME;
            default -> throw Query.invalid("sort", sort,
                    "it is none of createdAt, endedAt, name, with - before it for descending",
                    "只能是 createdAt、endedAt 或 name, 降序时前加 -");
        };
        return new Sort(by, descending);
    }

    /** The store counts microseconds, which reach far, but not as far as what can be written. */
    private static Optional<Instant> instant(Query query, String name) {
        return query.instant(name).map(at -> {
            if (at.isBefore(Instant.EPOCH) || at.isAfter(LATEST)) {
                throw Query.invalid(name, at.toString(), "it is not between 1970 and 9999", "须在 1970 到 9999 年之间");
            }
            return at;
        });
    }
}
