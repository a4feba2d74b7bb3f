package dev.obtaskd.task;

import dev.obtaskd.exclusion.Claim;
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
        return of(task.origin().claim(), number, agent);
    }

    /**
     * The id of the task that has a claim.
     *
     * @param number of the task in its store
     * @param agent the agent that owns a local task
     */
    public static GenericId of(Claim claim, long number, AgentAddress agent) {
        return claim.scope() == TaskScope.CLUSTER
                ? new GenericId(null, false, number)
                : new GenericId(agent, claim.type() == MaintenanceType.OBPROXY, number);
    }
}
