package dev.obtaskd.store.jdbc;

import dev.obtaskd.store.SearchText;
import dev.obtaskd.store.TaskFilter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The where clause of a list query. Values are bound by name and never become a part of its text.
 */
final class FilterConditions {

    private final List<String> parts = new ArrayList<>();
    private final Map<String, Object> values = new LinkedHashMap<>();

    static FilterConditions of(TaskFilter filter) {
        var all = new FilterConditions();
        if (!filter.includeHidden()) {
            all.add("t.hidden = false");
        }
        all.in("t.state", filter.states().stream().map(Enum::name).toList());
        all.equal("t.scope", AttemptRow.nameOf(filter.scope()));
        all.equal("t.maintenance", AttemptRow.nameOf(filter.maintenance()));
        all.equal("t.operation", filter.operation());
        all.equal("t.initiator", filter.initiator());
        all.equal("t.targetType", filter.targetType());
        all.compare("t.createdAt >=", EpochMicros.of(filter.from()));
        all.compare("t.createdAt <", EpochMicros.of(filter.to()));
        all.contains(filter.target(), "t.targetName");
        all.contains(filter.name(), "t.nameEn", "t.nameZh");
        all.anyHost(filter.hosts());
        all.search(filter.q());
        return all;
    }

    FilterConditions and(String part) {
        parts.add(part);
        return this;
    }

    /** Adds a value; returns its parameter in the query. */
    String bind(Object value) {
        var name = "p" + values.size();
        values.put(name, value);
        return ":" + name;
    }

    String text() {
        return parts.isEmpty() ? "" : " where " + String.join(" and ", parts);
    }

    Map<String, Object> values() {
        return values;
    }

    private void add(String part) {
        parts.add(part);
    }

    private void equal(String column, @Nullable Object value) {
        compare(column + " =", value);
    }

    private void compare(String start, @Nullable Object value) {
        if (value != null) {
            add(start + " " + bind(value));
        }
    }

    private void in(String column, List<String> wanted) {
        if (wanted.size() == 1) {
            // An index that continues with the sorted column is used for one value only.
            equal(column, wanted.getFirst());
        } else if (!wanted.isEmpty()) {
            add(column + " in " + bind(wanted));
        }
    }

    private void contains(@Nullable String part, String... columns) {
        if (part != null) {
            add(anyContains(part, columns));
        }
    }

    private void search(@Nullable SearchText search) {
        if (search != null) {
            var found = anyContains(search.part(), "t.nameEn", "t.nameZh", "t.targetName");
            add(search.number() ? "(" + found + " or " + idContains(search) + ")" : found);
        }
    }

    private String idContains(SearchText search) {
        return "concat(case when t.scope = 'CLUSTER' then %s when t.maintenance = 'OBPROXY' then %s else %s end, cast(t.id as string)) like %s"
                .formatted(
                        bind(search.cluster()),
                        bind(search.obproxy()),
                        bind(search.local()),
                        bind(pattern(search.part())));
    }

    private void anyHost(Collection<String> hosts) {
        if (!hosts.isEmpty()) {
            var each =
                    hosts.stream()
                            .map(
                                    host ->
                                            "t.hosts like "
                                                    + bind(pattern(JsonColumns.word(host)))
                                                    + " escape '!'")
                            .toList();
            add("(" + String.join(" or ", each) + ")");
        }
    }

    private String anyContains(String part, String... columns) {
        var name = bind(pattern(part.toLowerCase(Locale.ROOT)));
        var each = new ArrayList<String>();
        for (var column : columns) {
            each.add("lower(" + column + ") like " + name + " escape '!'");
        }
        return "(" + String.join(" or ", each) + ")";
    }

    private static String pattern(String part) {
        return "%" + part.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%";
    }
}
