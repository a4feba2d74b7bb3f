package dev.obtaskd.api.v2;

import dev.obtaskd.catalogue.Operation;
import dev.obtaskd.task.Rollback;
import dev.obtaskd.task.Step;
import dev.obtaskd.task.TaskState;
import dev.obtaskd.task.Text;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A step as the catalogue has it: the shape of a task's step, without what only a task can say. */
@RegisterForReflection(registerFullHierarchy = true)
public record OperationsStep(
        String id,
        Text title,
        String kind,
        int stage,
        List<String> needs,
        @Schema(description = "Always empty here: the hosts are known when a task is made") List<String> hosts,
        Rollback rollback,
        Step.Allow allow,
        long timeoutMs,
        @Schema(description = "Always null here: only a task's step has a state") @Nullable TaskState state) {

    static OperationsStep of(Operation operation, Step step) {
        return new OperationsStep(step.id(), step.title(), step.kind(), operation.graph().stage(step.id()),
                step.needs(), List.of(), step.rollback(), step.allow(), step.timeout().toMillis(), null);
    }
}
