package dev.obtaskd.api.v2.wire;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A task with its steps and sub tasks.
 *
 * @param task the same as in lists
 * @param params as validated, secrets masked
 * @param edges from upstream to downstream
 * @param claim what it holds; null if nothing
 * @param claimReleased the release of its claim by an administrator; null if there was none, or the
 *     task has taken the claim back
 * @param paramChanges the changes of the parameters since the submit, the oldest first
 * @param focus the sub task to show first; null if there is none
 */
@RegisterForReflection(registerFullHierarchy = true)
public record TaskDetailView(
        @JsonUnwrapped TaskView task,
        JsonNode params,
        List<StepView> steps,
        List<Edge> edges,
        List<SubTaskView> subTasks,
        @Nullable LockView claim,
        @Nullable ClaimRelease claimReleased,
        List<ParamChanges> paramChanges,
        @Nullable FocusView focus) {

    /**
     * A change of the parameters.
     *
     * @param revision that it made, from 2
     * @param by the user
     */
    public record ParamChanges(
            int revision,
            Instant at,
            String by,
            @Nullable String reason,
            List<ParamChangeView> changes) {}

    /** The release of a claim by an administrator. */
    public record ClaimRelease(String by, Instant at, String reason) {}

    /** A dependency between two steps. */
    public record Edge(String from, String to) {}

    /**
     * The sub task that shows the current progress.
     *
     * @param line number of a line of its log, from 1; null if there is none
     * @param text that line; null if there is none
     */
    public record FocusView(
            String subTaskId, int attempt, @Nullable Long line, @Nullable String text) {}
}
