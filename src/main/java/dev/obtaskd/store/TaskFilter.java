package dev.obtaskd.store;

import dev.obtaskd.exclusion.MaintenanceType;
import dev.obtaskd.exclusion.TaskScope;
import dev.obtaskd.task.TaskState;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Selects tasks for a list: those that meet all given conditions.
 *
 * @param states one of them; empty means any
 * @param operation exact name
 * @param initiator exact user
 * @param target part of the name of the target, ignoring case
 * @param targetType exact type
 * @param name part of the name in either language, ignoring case
 * @param hosts hosts of which the task uses at least one; empty means any
 * @param from created at or after
 * @param to created before
 * @param q part of name, target or id
 * @param includeHidden whether internal tasks of the daemon are included
 */
public record TaskFilter(
        Set<TaskState> states,
        @Nullable TaskScope scope,
        @Nullable MaintenanceType maintenance,
        @Nullable String operation,
        @Nullable String initiator,
        @Nullable String target,
        @Nullable String targetType,
        @Nullable String name,
        Set<String> hosts,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable SearchText q,
        boolean includeHidden) {

    /** All tasks that are not hidden. */
    public static final TaskFilter ALL =
            new TaskFilter(
                    Set.of(), null, null, null, null, null, null, null, Set.of(), null, null, null,
                    false);

    public TaskFilter {
        states = Set.copyOf(states);
        hosts = Set.copyOf(hosts);
    }

    /** The same conditions with other states. */
    public TaskFilter withStates(Set<TaskState> others) {
        return new TaskFilter(
                others,
                scope,
                maintenance,
                operation,
                initiator,
                target,
                targetType,
                name,
                hosts,
                from,
                to,
                q,
                includeHidden);
    }
}
