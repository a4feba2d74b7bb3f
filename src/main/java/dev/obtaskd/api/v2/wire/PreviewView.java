package dev.obtaskd.api.v2.wire;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import dev.obtaskd.text.LocalizedText;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The task that a request would create now.
 *
 * @param params with defaults filled in, without secrets
 * @param wouldHold what it would claim; null if it excludes no other task
 * @param conflicts claims of other tasks that exclude it at present
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
     * @param runs false if its {@code when} excludes it
     * @param text its program or statement, secrets masked
     */
    @RegisterForReflection
    public record PreviewStep(@JsonUnwrapped StepView step, boolean runs, String text) {}

    /** A claim that is not held. */
    @RegisterForReflection
    public record ClaimView(
            TaskScope scope, MaintenanceType type, @Nullable String key, @Nullable String agent) {}
}
