package dev.obtaskd.api.v2.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an operation would do now.
 *
 * @param reasonCode why it is not allowed; null if it is
 * @param reason the same as a sentence; null if it is allowed
 * @param runs ids of the sub tasks that would run, in order
 * @param undoes ids of the sub tasks that would be undone, in order
 * @param conflicts claims of other tasks that exclude it
 * @param params all parameters after it, secrets masked; absent if it does not change them
 * @param changes the parameters that would change; absent if it does not change them
 * @param texts what the sub tasks would execute, in order; absent if none would run or be undone,
 *     and without those for which it cannot be known
 */
@RegisterForReflection(registerFullHierarchy = true)
public record EffectsView(
        String op,
        boolean allowed,
        @Nullable String reasonCode,
        @Nullable String reason,
        Direction direction,
        List<String> runs,
        List<String> undoes,
        ClaimChange claim,
        List<LockView> conflicts,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable JsonNode params,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<ParamChangeView> changes,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<ActionText> texts) {

    /**
     * What a sub task would execute.
     *
     * @param text command line or statement, secrets masked; values that are not known yet remain
     *     templates; cut after 4000 characters
     */
    @RegisterForReflection
    public record ActionText(String subTaskId, AttemptView.AttemptKind kind, String text) {}

    /** What happens to the task's claim. */
    public enum ClaimChange {
        TAKEN,
        KEPT,
        FREED,
        NONE
    }
}
