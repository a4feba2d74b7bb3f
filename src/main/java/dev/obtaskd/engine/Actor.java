package dev.obtaskd.engine;

import dev.obtaskd.task.TaskDefinition;
import org.jspecify.annotations.Nullable;

/**
 * The user behind a request, as the audit records it.
 *
 * @param role the role by which they may
 * @param source by which way they came
 * @param address where from; null for the daemon itself
 */
public record Actor(
        String user, String role, TaskDefinition.Source source, @Nullable String address) {

    /** The daemon itself. */
    public static final Actor SYSTEM =
            new Actor("system", "ADMIN", TaskDefinition.Source.SYSTEM, null);
}
