package dev.obtaskd.catalogue;

import dev.obtaskd.exclusion.Claim;
import dev.obtaskd.id.AgentAddress;
import dev.obtaskd.task.TaskDefinition.Target;
import dev.obtaskd.task.TaskStep;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a task made from an operation would be.
 *
 * @param claim what it claims; may be one that excludes nothing
 * @param target what it works on; null if it names nothing
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
     * A step with the answers to where and whether.
     *
     * @param hosts the agents it runs on, at least one
     * @param runs false if its {@code when} leaves it out
     */
    public record PlannedStep(TaskStep step, List<AgentAddress> hosts, boolean runs) {
        public PlannedStep {
            hosts = List.copyOf(hosts);
        }
    }
}
