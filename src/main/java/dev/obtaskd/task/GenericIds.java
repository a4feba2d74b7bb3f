package dev.obtaskd.task;

import dev.obtaskd.exclusion.MaintenanceType;
import dev.obtaskd.exclusion.TaskScope;
import dev.obtaskd.id.AgentAddress;

/** The generic ids under which a task, its steps and its sub tasks are known outside. */
public final class GenericIds {

    private GenericIds() {}

    /**
     * The id of a task or of one of its sub tasks.
     *
     * @param number of the task or sub task in its store
     * @param agent the agent that owns a local task
     */
    public static GenericId of(Task task, long number, AgentAddress agent) {
        var claim = task.origin().claim();
        return claim.scope() == TaskScope.CLUSTER
                ? new GenericId(null, false, number)
                : new GenericId(agent, claim.type() == MaintenanceType.OBPROXY, number);
    }
}
