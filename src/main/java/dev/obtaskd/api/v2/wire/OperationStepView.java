package dev.obtaskd.api.v2.wire;

import dev.obtaskd.text.LocalizedText;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A step of an operation: the fields of a task's step, without hosts and state. */
@RegisterForReflection(registerFullHierarchy = true)
public record OperationStepView(
        String id,
        LocalizedText title,
        String kind,
        int stage,
        List<String> needs,
        @Schema(description = "Always empty here: hosts are chosen when a task is created")
                List<String> hosts,
        StepView.RollbackPolicy rollback,
        StepView.Allow allow,
        long timeoutMs,
        @Schema(description = "Always null here: only a task's step has a state")
                @Nullable TaskState state) {}
