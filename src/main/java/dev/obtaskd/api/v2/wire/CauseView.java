package dev.obtaskd.api.v2.wire;

import dev.obtaskd.text.LocalizedText;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Why tasks need a user.
 *
 * @param key identifies the cause among those of its kind, also in later responses
 * @param since when the first of the tasks began to need a user
 * @param tasks the first 20
 * @param focus of the first task that failed; null if none did
 * @param holder the claim; null unless the kind is CLAIM
 */
@RegisterForReflection
public record CauseView(
        CauseKind kind,
        @Schema(
                        description =
                                "CLAIM: id of the task that holds the claim. AGENT: ip:port."
                                    + " FAILED: operation, step and pattern of the error. WAITING:"
                                    + " what is waited for, as in waiting.for")
                String key,
        String title,
        String text,
        Instant since,
        @Schema(description = "Number of its tasks") int count,
        List<CauseTask> tasks,
        TaskDetailView.@Nullable FocusView focus,
        @Nullable LockView holder,
        @Schema(description = "Submits that the claim has refused in the last 24 hours")
                long refused,
        List<CauseOperation> operations) {

    /** What kind of cause it is. */
    public enum CauseKind {
        CLAIM,
        AGENT,
        FAILED,
        WAITING
    }

    /** A task of the cause. */
    @RegisterForReflection
    public record CauseTask(
            String id, LocalizedText name, TaskState state, TaskView.@Nullable TargetView target) {}

    /**
     * An operation that the caller may apply to tasks of the cause.
     *
     * @param op the last segment of its path, such as {@code retry}
     */
    @RegisterForReflection
    public record CauseOperation(
            String op,
            @Schema(description = "The tasks, at most 500, as in a batch") List<String> ids) {}

    /** A page of the causes by kind and key; {@code nextCursor} is null on the last page. */
    @RegisterForReflection
    public record CauseList(List<CauseView> items, @Nullable String nextCursor) {}
}
