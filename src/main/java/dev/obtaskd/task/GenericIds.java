package dev.obtaskd.task;

import dev.obtaskd.exclusion.MaintenanceType;
import dev.obtaskd.exclusion.TaskScope;

/** The generic ids under which a task, its steps and its sub tasks are known outside. */
public final class GenericIds {

    private GenericIds() {}

    /**
     * The id of a task or of one of its sub tasks.
     *
     * @param row its row id
     * @param ip of the agent that owns a local task
     * @param port of that agent
     */
    public static String of(Task task, long row, String ip, int port) {
        return of(task, row, GenericId.Agent.of(ip, port)).toString();
    }

    /** The same, not yet written; {@code agent} says whose it is if it is local. */
    public static GenericId of(Task task, long row, GenericId.Agent agent) {
        var claim = task.origin().claim();
        return claim.scope() == TaskScope.CLUSTER
                ? new GenericId(null, false, row)
                : new GenericId(agent, claim.type() == MaintenanceType.OBPROXY, row);
    }
}
