package dev.obtaskd.catalogue;

import dev.obtaskd.exclusion.Claim;
import dev.obtaskd.id.AgentAddress;
import dev.obtaskd.task.TaskDefinition.Target;
import dev.obtaskd.task.TaskStep;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The plan of a task made from an operation.
 *
 * @param claim of the task; may exclude nothing
 * @param target of the task; may be null
 * @param steps in the order of their definition
 */
public record TaskPlan(Claim claim, @Nullable Target target, List<PlannedStep> steps)
        implements PlanResult {

    public TaskPlan {
        steps = List.copyOf(steps);
    }

    /** All agents it uses, without repetition. */
    public List<AgentAddress> hosts() {
        return steps.stream().flatMap(step -> step.hosts().stream()).distinct().toList();
    }

    /**
     * A planned step: where and whether it runs.
     *
     * @param hosts the agents it runs on, at least one
     * @param runs false if its {@code when} is false
     */
    public record PlannedStep(TaskStep step, List<AgentAddress> hosts, boolean runs) {
        public PlannedStep {
            hosts = List.copyOf(hosts);
        }
    }
}
