package dev.obtaskd.api.v2.task;

import com.fasterxml.jackson.databind.JsonNode;
import dev.obtaskd.api.v2.http.InitiatorMapper;
import dev.obtaskd.api.v2.http.ResponseContext;
import dev.obtaskd.api.v2.http.WireEnums;
import dev.obtaskd.api.v2.wire.CountsView;
import dev.obtaskd.api.v2.wire.Direction;
import dev.obtaskd.api.v2.wire.FailureCause;
import dev.obtaskd.api.v2.wire.LockView;
import dev.obtaskd.api.v2.wire.MaintenanceType;
import dev.obtaskd.api.v2.wire.TaskDetailView;
import dev.obtaskd.api.v2.wire.TaskDetailView.Edge;
import dev.obtaskd.api.v2.wire.TaskDetailView.FocusView;
import dev.obtaskd.api.v2.wire.TaskScope;
import dev.obtaskd.api.v2.wire.TaskState;
import dev.obtaskd.api.v2.wire.TaskView;
import dev.obtaskd.api.v2.wire.TaskView.MaintenanceView;
import dev.obtaskd.api.v2.wire.TaskView.Progress;
import dev.obtaskd.engine.TaskParameters;
import dev.obtaskd.id.AgentAddress;
import dev.obtaskd.task.AllowedOperations;
import dev.obtaskd.task.ClaimStatus.ClaimRelease;
import dev.obtaskd.task.GenericId;
import dev.obtaskd.task.Task;
import dev.obtaskd.task.TaskDefinition;
import dev.obtaskd.task.TaskStep;
import dev.obtaskd.task.WaitReasons;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Maps tasks to the wire format. */
public final class TaskMapper {

    private TaskMapper() {}

    /** A task as in lists. */
    public static TaskView view(Task task, ResponseContext context) {
        var origin = task.origin();
        return new TaskView(
                context.id(task, task.id().number()),
                origin.operation(),
                origin.name(),
                WireEnums.of(TaskState.class, task.state()),
                WireEnums.ofNullable(FailureCause.class, task.cause()),
                WireEnums.of(Direction.class, task.direction()),
                WireEnums.of(TaskScope.class, origin.claim().scope()),
                maintenance(origin.claim().type(), origin.claim().key()),
                task.claimHeld(),
                origin.hosts().stream().map(AgentAddress::toString).toList(),
                context.target(origin.target()),
                InitiatorMapper.view(origin.initiator()),
                parent(origin, context),
                origin.hidden(),
                origin.reason(),
                origin.createdAt(),
                task.startedAt(),
                task.endedAt(),
                context.durationMs(task.startedAt(), task.endedAt()),
                new Progress(task.doneCount(), task.subTasks().size()),
                WaitReasons.of(task, context.own())
                        .map(wait -> SubTaskMapper.waiting(task, wait, context))
                        .orElse(null),
                task.version(),
                context.operations(AllowedOperations.of(task)));
    }

    /**
     * @param changes of the parameters
     * @param attempts by row id of the sub task; a sub task without attempts may be absent
     */
    static TaskDetailView detail(
            Task task,
            JsonNode params,
            List<TaskParameters.Revision> changes,
            Map<Long, List<LoggedAttempt>> attempts,
            @Nullable LockView claim,
            @Nullable FocusView focus,
            ResponseContext context) {
        return new TaskDetailView(
                view(task, context),
                params,
                task.graph().steps().stream().map(step -> StepMapper.view(task, step)).toList(),
                task.graph().steps().stream().flatMap(TaskMapper::edgesTo).toList(),
                task.subTasks().stream()
                        .map(
                                subTask ->
                                        SubTaskMapper.view(
                                                task,
                                                subTask,
                                                attempts.getOrDefault(subTask.id(), List.of()),
                                                context))
                        .toList(),
                claim,
                claimReleased(task.claimRelease()),
                changes.stream().map(TaskMapper::paramChanges).toList(),
                focus);
    }

    /** The number of tasks by state. */
    public static CountsView counts(Map<dev.obtaskd.task.TaskState, Long> counts) {
        var states = new EnumMap<TaskState, Long>(TaskState.class);
        counts.forEach((state, count) -> states.put(WireEnums.of(TaskState.class, state), count));
        return new CountsView(
                states,
                sum(
                        states,
                        TaskState.PENDING,
                        TaskState.RUNNING,
                        TaskState.TERMINATING,
                        TaskState.ROLLING_BACK),
                sum(states, TaskState.FAILED, TaskState.ROLLBACK_FAILED));
    }

    static MaintenanceView maintenance(
            dev.obtaskd.exclusion.MaintenanceType type, @Nullable String key) {
        return new MaintenanceView(WireEnums.of(MaintenanceType.class, type), key);
    }

    private static TaskDetailView.ParamChanges paramChanges(TaskParameters.Revision changed) {
        var revision = changed.revision();
        return new TaskDetailView.ParamChanges(
                revision.number(),
                revision.at(),
                revision.by(),
                revision.reason(),
                changed.changes().stream().map(EffectsMapper::change).toList());
    }

    private static TaskDetailView.@Nullable ClaimRelease claimReleased(
            @Nullable ClaimRelease release) {
        return release == null
                ? null
                : new TaskDetailView.ClaimRelease(release.by(), release.at(), release.reason());
    }

    private static long sum(Map<TaskState, Long> counts, TaskState... states) {
        return Arrays.stream(states).mapToLong(state -> counts.getOrDefault(state, 0L)).sum();
    }

    private static Stream<Edge> edgesTo(TaskStep step) {
        return step.needs().stream().map(need -> new Edge(need, step.id()));
    }

    /** A parent is always in the same store, and no OBProxy task has child tasks. */
    private static @Nullable String parent(TaskDefinition origin, ResponseContext context) {
        if (origin.parentId() == null) {
            return null;
        }
        var agent =
                origin.claim().scope() == dev.obtaskd.exclusion.TaskScope.CLUSTER
                        ? null
                        : context.self();
        return new GenericId(agent, false, origin.parentId().number()).toString();
    }
}
