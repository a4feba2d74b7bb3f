package dev.obtaskd.store;

import dev.obtaskd.exclusion.Claim;
import dev.obtaskd.exclusion.Maintenance;
import dev.obtaskd.exclusion.Scope;
import dev.obtaskd.task.Direction;
import dev.obtaskd.task.Graph;
import dev.obtaskd.task.Origin;
import dev.obtaskd.task.SubTask;
import dev.obtaskd.task.Task;
import dev.obtaskd.task.Text;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A task without its sub tasks, as the table has it. */
@Entity
@Table(name = "task")
class TaskRow {

    @Id
    long id;
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
        row.claimReleasedAt = Micros.of(task.claimReleasedAt());
        row.startedAt = Micros.of(task.startedAt());
        row.endedAt = Micros.of(task.endedAt());
        row.version = task.version();
        return row;
    }

    Task toTask(String document, Graph graph, List<SubTask> subTasks) {
        return new Task(origin(document), graph, subTasks, Direction.valueOf(direction), terminating, abandoned,
                claimHeld, Micros.orNull(claimReleasedAt), Micros.orNull(startedAt), Micros.orNull(endedAt), version);
    }

    private void take(Origin origin) {
        id = origin.id();
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
        hosts = Json.list(origin.hosts());
        params = origin.params();
        sha256 = origin.sha256();
        initiator = origin.initiator().user();
        source = origin.initiator().source().name();
        parentId = origin.parentId();
        hidden = origin.hidden();
        reason = origin.reason();
        createdAt = Micros.of(origin.createdAt());
    }

    private Origin origin(String document) {
        var claim = new Claim(Scope.valueOf(scope), Maintenance.valueOf(maintenance), claimKey, agent);
        var target = targetType == null ? null : new Origin.Target(targetType, targetName);
        return new Origin(id, operation, new Text(nameEn, nameZh), claim, releaseOnFailure, target, Json.list(hosts),
                params, document, sha256, new Origin.Initiator(initiator, Origin.Source.valueOf(source)), parentId,
                hidden, reason, Micros.at(createdAt));
    }
}
