package dev.obtaskd.api.v2.task;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import dev.obtaskd.api.v2.wire.LockView;
import dev.obtaskd.catalogue.TaskPlan;
import dev.obtaskd.engine.PlannedTask;
import dev.obtaskd.exclusion.Claim;
import dev.obtaskd.exclusion.MaintenanceType;
import dev.obtaskd.exclusion.TaskScope;
import dev.obtaskd.id.AgentAddress;
import dev.obtaskd.task.TaskState;
import dev.obtaskd.text.LocalizedText;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a task would be, if it were started now.
 *
 * @param params with defaults filled in
 * @param wouldHold what it would claim; null if it excludes nothing
 * @param conflicts what is in its way at present
 */
@RegisterForReflection(registerFullHierarchy = true)
public record PreviewView(
        String operation,
        LocalizedText name,
        TaskScope scope,
        TaskView.MaintenanceView maintenance,
        TaskView.@Nullable TargetView target,
        List<String> hosts,
        JsonNode params,
        List<PreviewStep> steps,
        @Nullable ClaimView wouldHold,
        List<LockView> conflicts) {

    /**
     * A step with what it would do.
     *
     * @param runs false if its {@code when} leaves it out
     * @param text its program or statement, secrets masked
     */
    @RegisterForReflection
    public record PreviewStep(@JsonUnwrapped StepView step, boolean runs, String text) {}

    /** A claim that is not taken. */
    @RegisterForReflection
    public record ClaimView(
            TaskScope scope, MaintenanceType type, @Nullable String key, @Nullable String agent) {
        static @Nullable ClaimView of(Claim claim) {
            return claim.excludes()
                    ? new ClaimView(claim.scope(), claim.type(), claim.key(), claim.agent())
                    : null;
        }
    }

    /**
     * @param texts of the steps, by step id
     */
    static PreviewView of(
            PlannedTask proposal, Function<String, String> texts, List<LockView> conflicts) {
        var operation = proposal.operation();
        var plan = proposal.plan();
        var target = plan.target();
        return new PreviewView(
                operation.name(),
                operation.title(),
                operation.scope(),
                new TaskView.MaintenanceView(operation.maintenance(), plan.claim().key()),
                target == null
                        ? null
                        : new TaskView.TargetView(target.type(), target.name(), null, null, false),
                plan.hosts().stream().map(AgentAddress::toString).toList(),
                proposal.params(),
                plan.steps().stream().map(planned -> step(proposal, planned, texts)).toList(),
                ClaimView.of(plan.claim()),
                conflicts);
    }

    private static PreviewStep step(
            PlannedTask proposal, TaskPlan.PlannedStep planned, Function<String, String> texts) {
        var step = planned.step();
        var view =
                new StepView(
                        step.id(),
                        step.title(),
                        step.kind(),
                        proposal.operation().graph().stage(step.id()),
                        step.needs(),
                        planned.hosts().stream().map(AgentAddress::toString).toList(),
                        step.rollback(),
                        step.allow(),
                        step.timeout().toMillis(),
                        planned.runs() ? TaskState.PENDING : TaskState.SUCCEEDED);
        return new PreviewStep(view, planned.runs(), texts.apply(step.id()));
    }
}
