package dev.obtaskd.api.v2.task;

import dev.obtaskd.api.v2.http.ResponseContext;
import dev.obtaskd.api.v2.http.WireEnums;
import dev.obtaskd.api.v2.wire.LockView;
import dev.obtaskd.api.v2.wire.MaintenanceType;
import dev.obtaskd.api.v2.wire.PreviewView;
import dev.obtaskd.api.v2.wire.TaskScope;
import dev.obtaskd.catalogue.TaskPlan;
import dev.obtaskd.engine.PlannedTask;
import dev.obtaskd.exclusion.Claim;
import dev.obtaskd.id.AgentAddress;
import dev.obtaskd.task.TaskState;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Maps a planned task to the wire format. */
final class PreviewMapper {

    private PreviewMapper() {}

    /**
     * @param texts of the steps, by step id
     */
    static PreviewView view(
            PlannedTask planned,
            Function<String, String> texts,
            List<LockView> conflicts,
            ResponseContext context) {
        var operation = planned.operation();
        var plan = planned.plan();
        return new PreviewView(
                operation.name(),
                operation.title(),
                WireEnums.of(TaskScope.class, operation.scope()),
                TaskMapper.maintenance(operation.maintenance(), plan.claim().key()),
                context.target(plan.target()),
                plan.hosts().stream().map(AgentAddress::toString).toList(),
                planned.maskedParams(),
                plan.steps().stream().map(step -> step(planned, step, texts)).toList(),
                claim(plan.claim()),
                conflicts);
    }

    private static PreviewView.PreviewStep step(
            PlannedTask task, TaskPlan.PlannedStep planned, Function<String, String> texts) {
        var step = planned.step();
        var view =
                StepMapper.view(
                        step,
                        task.operation().graph().stage(step.id()),
                        planned.hosts().stream().map(AgentAddress::toString).toList(),
                        planned.runs() ? TaskState.PENDING : TaskState.SUCCEEDED);
        return new PreviewView.PreviewStep(view, planned.runs(), texts.apply(step.id()));
    }

    private static PreviewView.@Nullable ClaimView claim(Claim claim) {
        return claim.excludes()
                ? new PreviewView.ClaimView(
                        WireEnums.of(TaskScope.class, claim.scope()),
                        WireEnums.of(MaintenanceType.class, claim.type()),
                        claim.key(),
                        claim.agent())
                : null;
    }
}
