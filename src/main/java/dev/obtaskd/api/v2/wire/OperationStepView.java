package dev.obtaskd.api.v2.operation;

import dev.obtaskd.catalogue.operation.Operation;
import dev.obtaskd.task.RollbackPolicy;
import dev.obtaskd.task.TaskState;
import dev.obtaskd.task.TaskStep;
import dev.obtaskd.text.LocalizedText;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A step as the catalogue has it: the shape of a task's step, without what only a task can say. */
@RegisterForReflection(registerFullHierarchy = true)
public record OperationStepView(
        String id,
        LocalizedText title,
        String kind,
        int stage,
        List<String> needs,
        @Schema(description = "Always empty here: the hosts are known when a task is made")
                List<String> hosts,
        RollbackPolicy rollback,
        TaskStep.Allow allow,
        long timeoutMs,
        @Schema(description = "Always null here: only a task's step has a state")
                @Nullable TaskState state) {

    static OperationStepView of(Operation operation, TaskStep step) {
        return new OperationStepView(
                step.id(),
                step.title(),
                step.kind(),
                operation.graph().stage(step.id()),
                step.needs(),
                List.of(),
                step.rollback(),
                step.allow(),
                step.timeout().toMillis(),
                null);
    }
}
