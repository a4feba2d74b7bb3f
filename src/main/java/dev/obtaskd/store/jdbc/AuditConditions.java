package dev.obtaskd.store.jdbc;

import dev.obtaskd.store.AuditFilter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The conditions of a query for audit entries, and their values in the same order. */
final class AuditConditions {

    private final List<String> parts = new ArrayList<>();
    private final List<Object> values = new ArrayList<>();

    private AuditConditions() {}

    static AuditConditions of(AuditFilter filter, long olderThan) {
        var all = new AuditConditions();
        all.add("id < ?", olderThan);
        all.add("actor = ?", filter.actor());
        all.action(filter.action());
        all.add("result = ?", filter.result());
        all.add("source = ?", filter.source());
        all.add("address = ?", filter.address());
        all.add("object_type = ?", filter.objectType());
        all.add("object_id = ?", filter.objectId());
        all.add("task_id = ?", filter.taskId() == null ? null : filter.taskId().number());
        all.add("said_at >= ?", filter.from());
        all.add("said_at < ?", filter.to());
        if (filter.ofTasks()) {
            all.parts.add("task_id is not null");
        }
        return all;
    }

    String text() {
        return String.join(" and ", parts);
    }

    /** The values, followed by a limit. */
    Object[] values(int limit) {
        var all = new ArrayList<>(values);
        all.add(limit);
        return all.toArray();
    }

    private void add(String part, @Nullable Object value) {
        if (value != null) {
            parts.add(part);
            values.add(value);
        }
    }

    private void action(@Nullable String action) {
        if (action != null) {
            parts.add("(action = ? or action like ? escape '!')");
            values.add(action);
            values.add(action.replace("!", "!!").replace("%", "!%").replace("_", "!_") + " %");
        }
    }
}
