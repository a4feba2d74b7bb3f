package dev.obtaskd.api.v2.task;

import dev.obtaskd.api.v2.http.ResponseContext;
import dev.obtaskd.api.v2.wire.AllowedOperationView;
import dev.obtaskd.api.v2.wire.InitiatorView;
import dev.obtaskd.exclusion.MaintenanceType;
import dev.obtaskd.exclusion.TaskScope;
import dev.obtaskd.id.AgentAddress;
import dev.obtaskd.task.AllowedOperations;
import dev.obtaskd.task.Direction;
import dev.obtaskd.task.FailureCause;
import dev.obtaskd.task.GenericId;
import dev.obtaskd.task.Task;
import dev.obtaskd.task.TaskDefinition;
import dev.obtaskd.task.TaskState;
import dev.obtaskd.task.WaitReasons;
import dev.obtaskd.text.LocalizedText;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A task as a row of the list, and as the answer to whoever started or operated it. */
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
     * What the task works on; id and link are null where nothing is known of the object but its
     * name.
     */
    public record TargetView(
            String type,
            String name,
            @Nullable String id,
            @Nullable String link,
            boolean deleted) {}

    /** How many sub tasks are done, of how many. */
    public record Progress(int done, int total) {}

    static TaskView of(Task task, ResponseContext wording) {
        var origin = task.origin();
        return new TaskView(
                wording.id(task, task.id().number()),
                origin.operation(),
                origin.name(),
                task.state(),
                task.cause(),
                task.direction(),
                origin.claim().scope(),
                new MaintenanceView(origin.claim().type(), origin.claim().key()),
                task.claimHeld(),
                origin.hosts().stream().map(AgentAddress::toString).toList(),
                target(origin.target()),
                InitiatorView.of(origin.initiator()),
                parent(origin, wording),
                origin.hidden(),
                origin.reason(),
                origin.createdAt(),
                task.startedAt(),
                task.endedAt(),
                wording.durationMs(task.startedAt(), task.endedAt()),
                new Progress(task.done(), task.subTasks().size()),
                WaitReasons.of(task, wording.own())
                        .map(wait -> WaitView.of(task, wait, wording))
                        .orElse(null),
                task.version(),
                wording.operations(AllowedOperations.of(task)));
    }

    private static @Nullable TargetView target(TaskDefinition.@Nullable Target target) {
        return target == null
                ? null
                : new TargetView(target.type(), target.name(), null, null, false);
    }

    /**
     * Only the parent's row is known here: it is of the same store, and no OBProxy task starts
     * others.
     */
    private static @Nullable String parent(TaskDefinition origin, ResponseContext wording) {
        if (origin.parentId() == null) {
            return null;
        }
        var agent = origin.claim().scope() == TaskScope.CLUSTER ? null : wording.self();
        return new GenericId(agent, false, origin.parentId().number()).toString();
    }
}
