package dev.obtaskd.store.jdbc;

import static dev.obtaskd.store.jdbc.TableColumns.column;
import static dev.obtaskd.store.jdbc.TableColumns.fixed;
import static java.util.Objects.requireNonNull;

import dev.obtaskd.exclusion.Claim;
import dev.obtaskd.exclusion.MaintenanceType;
import dev.obtaskd.exclusion.TaskScope;
import dev.obtaskd.id.AgentAddress;
import dev.obtaskd.id.StoreScope;
import dev.obtaskd.id.TaskId;
import dev.obtaskd.task.ClaimStatus;
import dev.obtaskd.task.ClaimStatus.ClaimRelease;
import dev.obtaskd.task.Direction;
import dev.obtaskd.task.Lifetime;
import dev.obtaskd.task.SubTask;
import dev.obtaskd.task.Task;
import dev.obtaskd.task.TaskDefinition;
import dev.obtaskd.task.TaskGraph;
import dev.obtaskd.text.LocalizedText;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A row of the table of tasks. */
@Entity
@Table(name = "task")
public class TaskRow {

    /** How a task is written. */
    static final TableColumns<Task> COLUMNS =
            new TableColumns<>(
                    "task",
                    fixed("id", of(origin -> origin.id().number())),
                    fixed("operation", of(TaskDefinition::operation)),
                    fixed("name_en", of(origin -> origin.name().en())),
                    fixed("name_zh", of(origin -> origin.name().zh())),
                    fixed("scope", of(origin -> origin.claim().scope())),
                    fixed("maintenance", of(origin -> origin.claim().type())),
                    fixed("claim_key", of(origin -> origin.claim().key())),
                    fixed("agent", of(origin -> origin.claim().agent())),
                    fixed("release_on_failure", of(TaskDefinition::releaseOnFailure)),
                    fixed("target_type", target(TaskDefinition.Target::type)),
                    fixed("target_name", target(TaskDefinition.Target::name)),
                    fixed(
                            "target_removes",
                            of(origin -> origin.target() != null && origin.target().removes())),
                    fixed(
                            "hosts",
                            of(
                                    origin ->
                                            JsonColumns.list(
                                                    origin.hosts().stream()
                                                            .map(AgentAddress::toString)
                                                            .toList()))),
                    fixed("params", of(TaskDefinition::params)),
                    fixed("sha256", of(TaskDefinition::sha256)),
                    fixed("initiator", of(origin -> origin.initiator().user())),
                    fixed("source", of(origin -> origin.initiator().source())),
                    fixed(
                            "parent_id",
                            of(
                                    origin ->
                                            origin.parentId() == null
                                                    ? null
                                                    : origin.parentId().number())),
                    fixed("hidden", of(TaskDefinition::hidden)),
                    fixed("reason", of(TaskDefinition::reason)),
                    fixed("created_at", of(TaskDefinition::createdAt)),
                    column("state", Task::state),
                    column("direction", Task::direction),
                    column("terminating", Task::terminating),
                    column("abandoned", Task::abandoned),
                    column("claim_held", Task::claimHeld),
                    column("claim_released_at", Task::claimReleasedAt),
                    column("claim_released_by", released(ClaimRelease::by)),
                    column("claim_release_reason", released(ClaimRelease::reason)),
                    column("params_revision", Task::paramsRevision),
                    column("started_at", Task::startedAt),
                    column("ended_at", Task::endedAt),
                    column("version", Task::version));

    @Id long id;
    String operation;
    String nameEn;
    String nameZh;
    String scope;
    String maintenance;
    @Nullable String claimKey;
    @Nullable String agent;
    boolean releaseOnFailure;
    @Nullable String targetType;
    @Nullable String targetName;
    boolean targetRemoves;
    String hosts;
    String params;
    String sha256;
    String initiator;
    String source;
    @Nullable Long parentId;
    boolean hidden;
    @Nullable String reason;
    long createdAt;
    String state;
    String direction;
    boolean terminating;
    boolean abandoned;
    boolean claimHeld;
    @Nullable Long claimReleasedAt;
    @Nullable String claimReleasedBy;
    @Nullable String claimReleaseReason;
    @Nullable Integer paramsRevision;
    @Nullable Long startedAt;
    @Nullable Long endedAt;
    long version;

    /**
     * @param changes all revisions of the parameters that are stored
     */
    Task toTask(
            StoreScope scope,
            String document,
            TaskGraph graph,
            List<SubTask> subTasks,
            List<ParamsRow> changes) {
        return new Task(
                origin(scope, document),
                graph,
                subTasks,
                Direction.valueOf(direction),
                terminating,
                abandoned,
                claimStatus(),
                new Lifetime(EpochMicros.orNull(startedAt), EpochMicros.orNull(endedAt)),
                version,
                changes.stream()
                        .filter(change -> change.revision <= paramsRevision())
                        .map(ParamsRow::toRevision)
                        .toList());
    }

    /** Number of the newest revision of the parameters. */
    int paramsRevision() {
        return paramsRevision == null ? 1 : paramsRevision;
    }

    private ClaimStatus claimStatus() {
        var releasedAt = EpochMicros.orNull(claimReleasedAt);
        var release =
                claimReleasedBy == null
                        ? null
                        : new ClaimRelease(
                                claimReleasedBy,
                                requireNonNull(releasedAt),
                                requireNonNull(claimReleaseReason));
        return new ClaimStatus(claimHeld, releasedAt, release);
    }

    private TaskDefinition origin(StoreScope store, String document) {
        var claim =
                new Claim(
                        TaskScope.valueOf(scope),
                        MaintenanceType.valueOf(maintenance),
                        claimKey,
                        agent);
        var target =
                targetType == null
                        ? null
                        : new TaskDefinition.Target(
                                targetType, requireNonNull(targetName), targetRemoves);
        return new TaskDefinition(
                new TaskId(store, id),
                operation,
                new LocalizedText(nameEn, nameZh),
                claim,
                releaseOnFailure,
                target,
                JsonColumns.list(hosts).stream().map(AgentAddress::parse).toList(),
                params,
                document,
                sha256,
                new TaskDefinition.Initiator(initiator, TaskDefinition.Source.valueOf(source)),
                parentId == null ? null : new TaskId(store, parentId),
                hidden,
                reason,
                EpochMicros.at(createdAt));
    }

    private static Function<Task, @Nullable Object> of(
            Function<TaskDefinition, @Nullable Object> value) {
        return value.compose(Task::origin);
    }

    private static Function<Task, @Nullable Object> released(Function<ClaimRelease, Object> value) {
        return task -> task.claimRelease() == null ? null : value.apply(task.claimRelease());
    }

    private static Function<Task, @Nullable Object> target(
            Function<TaskDefinition.Target, Object> value) {
        return of(origin -> origin.target() == null ? null : value.apply(origin.target()));
    }
}
