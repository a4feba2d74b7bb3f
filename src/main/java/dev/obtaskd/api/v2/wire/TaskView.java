package dev.obtaskd.api.v2.wire;

import dev.obtaskd.text.LocalizedText;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A task in lists and in responses to its creation and its operations. */
public record TaskView(
        String id,
        String operation,
        LocalizedText name,
        TaskState state,
        @Nullable FailureCause cause,
        Direction direction,
        TaskScope scope,
        MaintenanceView maintenance,
        boolean claimHeld,
        List<String> hosts,
        @Nullable TargetView target,
        InitiatorView initiator,
        @Nullable String parentId,
        boolean hidden,
        @Nullable String reason,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable Long durationMs,
        Progress progress,
        @Nullable WaitView waiting,
        long version,
        List<AllowedOperationView> operations) {

    /** What the task claims; the key is null unless it is a tenant. */
    public record MaintenanceView(MaintenanceType type, @Nullable String key) {}

    /**
     * The object that the task works on.
     *
     * @param id null if only its name is known
     * @param link where it is shown; null if that is not known, or if it is deleted
     * @param deleted whether a task has removed it
     */
    public record TargetView(
            String type,
            String name,
            @Nullable String id,
            @Nullable String link,
            boolean deleted) {}

    /** Number of sub tasks that are done, and of all. */
    public record Progress(int done, int total) {}
}
