package dev.obtaskd.store.jdbc;

import dev.obtaskd.exclusion.Claim;
import dev.obtaskd.exclusion.MaintenanceType;
import dev.obtaskd.exclusion.TaskScope;
import dev.obtaskd.id.AgentAddress;
import dev.obtaskd.id.StoreScope;
import dev.obtaskd.id.TaskId;
import dev.obtaskd.task.Direction;
import dev.obtaskd.task.SubTask;
import dev.obtaskd.task.Task;
import dev.obtaskd.task.TaskDefinition;
import dev.obtaskd.task.TaskGraph;
import dev.obtaskd.text.LocalizedText;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A task without its sub tasks, as the table has it. */
@Entity
@Table(name = "task")
public class TaskRow {

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
    @Nullable Long startedAt;
    @Nullable Long endedAt;
    long version;

    static TaskRow of(Task task) {
        var row = new TaskRow();
        row.take(task.origin());
        row.state = task.state().name();
        row.direction = task.direction().name();
        row.terminating = task.terminating();
        row.abandoned = task.abandoned();
        row.claimHeld = task.claimHeld();
        row.claimReleasedAt = EpochMicros.of(task.claimReleasedAt());
        row.startedAt = EpochMicros.of(task.startedAt());
        row.endedAt = EpochMicros.of(task.endedAt());
        row.version = task.version();
        return row;
    }

    Task toTask(StoreScope scope, String document, TaskGraph graph, List<SubTask> subTasks) {
        return new Task(
                origin(scope, document),
                graph,
                subTasks,
                Direction.valueOf(direction),
                terminating,
                abandoned,
                claimHeld,
                EpochMicros.orNull(claimReleasedAt),
                EpochMicros.orNull(startedAt),
                EpochMicros.orNull(endedAt),
                version);
    }

    private void take(TaskDefinition origin) {
        id = origin.id().number();
        operation = origin.operation();
        nameEn = origin.name().en();
        nameZh = origin.name().zh();
        scope = origin.claim().scope().name();
        maintenance = origin.claim().type().name();
        claimKey = origin.claim().key();
        agent = origin.claim().agent();
        releaseOnFailure = origin.releaseOnFailure();
        targetType = origin.target() == null ? null : origin.target().type();
        targetName = origin.target() == null ? null : origin.target().name();
        hosts = JsonColumns.list(origin.hosts().stream().map(AgentAddress::toString).toList());
        params = origin.params();
        sha256 = origin.sha256();
        initiator = origin.initiator().user();
        source = origin.initiator().source().name();
        parentId = origin.parentId() == null ? null : origin.parentId().number();
        hidden = origin.hidden();
        reason = origin.reason();
        createdAt = EpochMicros.of(origin.createdAt());
    }

    private TaskDefinition origin(StoreScope store, String document) {
        var claim =
                new Claim(
                        TaskScope.valueOf(scope),
                        MaintenanceType.valueOf(maintenance),
                        claimKey,
                        agent);
        var target = targetType == null ? null : new TaskDefinition.Target(targetType, targetName);
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
}
