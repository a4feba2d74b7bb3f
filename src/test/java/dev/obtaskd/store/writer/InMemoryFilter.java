package dev.obtaskd.store.writer;

import dev.obtaskd.exclusion.MaintenanceType;
import dev.obtaskd.exclusion.TaskScope;
import dev.obtaskd.id.AgentAddress;
import dev.obtaskd.store.SearchText;
import dev.obtaskd.store.TaskFilter;
import dev.obtaskd.task.Task;
import dev.obtaskd.task.TaskDefinition;
import java.util.Collections;
import java.util.Locale;

/** Applies a filter to a task in memory. */
final class InMemoryFilter {

    private InMemoryFilter() {}

    static boolean matches(TaskFilter filter, Task task) {
        var origin = task.origin();
        return (filter.includeHidden() || !origin.hidden())
                && (filter.states().isEmpty() || filter.states().contains(task.state()))
                && equal(filter.scope(), origin.claim().scope())
                && equal(filter.maintenance(), origin.claim().type())
                && equal(filter.operation(), origin.operation())
                && equal(filter.initiator(), origin.initiator().user())
                && equal(filter.targetType(), origin.target() == null ? "" : origin.target().type())
                && (filter.from() == null || !origin.createdAt().isBefore(filter.from()))
                && (filter.to() == null || origin.createdAt().isBefore(filter.to()))
                && contains(targetName(origin), filter.target())
                && named(origin, filter.name())
                && (filter.hosts().isEmpty()
                        || !Collections.disjoint(
                                filter.hosts(),
                                origin.hosts().stream().map(AgentAddress::toString).toList()))
                && searched(origin, filter.q());
    }

    private static boolean equal(Object wanted, Object value) {
        return wanted == null || wanted.equals(value);
    }

    private static boolean contains(String text, String part) {
        return part == null
                || text.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
    }

    private static boolean named(TaskDefinition origin, String part) {
        return contains(origin.name().en(), part) || contains(origin.name().zh(), part);
    }

    private static boolean searched(TaskDefinition origin, SearchText search) {
        if (search == null) {
            return true;
        }
        var prefix =
                origin.claim().scope() == TaskScope.CLUSTER
                        ? search.cluster()
                        : origin.claim().type() == MaintenanceType.OBPROXY
                                ? search.obproxy()
                                : search.local();
        return named(origin, search.part())
                || contains(targetName(origin), search.part())
                || search.number() && (prefix + origin.id().number()).contains(search.part());
    }

    private static String targetName(TaskDefinition origin) {
        return origin.target() == null ? "" : origin.target().name();
    }
}
