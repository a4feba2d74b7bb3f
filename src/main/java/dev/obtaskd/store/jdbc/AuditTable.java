package dev.obtaskd.store.jdbc;

import dev.obtaskd.id.StoreScope;
import dev.obtaskd.id.SubTaskId;
import dev.obtaskd.id.TaskId;
import dev.obtaskd.store.AuditEntry;
import dev.obtaskd.store.AuditFilter;
import dev.obtaskd.task.TaskDefinition;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The table of audit entries. */
final class AuditTable {

    private final StoreScope scope;
    private final StatementCache sql;

    AuditTable(StoreScope scope, StatementCache sql) {
        this.scope = scope;
        this.sql = sql;
    }

    void insert(AuditEntry entry) {
        sql.update(
                """
                insert into audit (id, said_at, actor, actor_role, source, address, action, task_id, sub_task_id,
                  reason, state_before, state_after, result, code, object_type, object_id, holder_id, times)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)\
                """,
                entry.id(),
                entry.at(),
                entry.actor(),
                entry.role(),
                entry.source(),
                entry.address(),
                entry.action(),
                entry.taskId() == null ? null : entry.taskId().number(),
                entry.subTaskId() == null ? null : entry.subTaskId().number(),
                entry.reason(),
                entry.before(),
                entry.after(),
                entry.result(),
                entry.code(),
                entry.objectType(),
                entry.objectId(),
                entry.holder() == null ? null : entry.holder().number(),
                entry.times());
    }

    /** The selected entries with lower ids, newest first. */
    List<AuditEntry> before(AuditFilter filter, long olderThan, int limit) {
        var conditions = AuditConditions.of(filter, olderThan);
        return sql.query(
                "select * from audit where " + conditions.text() + " order by id desc limit ?",
                this::entry,
                conditions.values(limit));
    }

    /** The number of submits that each claim has refused since an instant. */
    Map<TaskId, Long> refusals(Instant since) {
        var refusals = new HashMap<TaskId, Long>();
        sql.query(
                """
                select holder_id, sum(times) from audit
                where said_at >= ? and holder_id is not null and action like 'submit %' group by holder_id\
                """,
                row -> refusals.put(new TaskId(scope, row.getLong(1)), row.getLong(2)), since);
        return refusals;
    }

    /** Deletes entries older than an instant; returns their number. */
    int deleteBefore(Instant end, int limit) {
        return sql.update(
                "delete from audit where said_at < ? fetch first ? rows only", end, limit);
    }

    /** The time of the last accepted request about each task. */
    Map<TaskId, Instant> lastAccepted(List<Long> taskIds) {
        var last = new HashMap<TaskId, Instant>();
        sql.query(
                "select task_id, max(said_at) from audit where task_id in ("
                        + String.join(", ", Collections.nCopies(taskIds.size(), "?"))
                        + ") and result = 'ACCEPTED' group by task_id",
                row -> last.put(new TaskId(scope, row.getLong(1)), EpochMicros.at(row.getLong(2))),
                taskIds.toArray());
        return last;
    }

    private AuditEntry entry(ResultSet row) throws SQLException {
        var task = StatementCache.orNull(row, "task_id");
        var subTask = StatementCache.orNull(row, "sub_task_id");
        var objectType = row.getString("object_type");
        var holder = StatementCache.orNull(row, "holder_id");
        return new AuditEntry(
                row.getLong("id"),
                EpochMicros.at(row.getLong("said_at")),
                row.getString("actor"),
                row.getString("actor_role"),
                TaskDefinition.Source.valueOf(row.getString("source")),
                row.getString("address"),
                row.getString("action"),
                task == null ? null : new TaskId(scope, task),
                subTask == null ? null : new SubTaskId(scope, subTask),
                row.getString("reason"),
                row.getString("state_before"),
                row.getString("state_after"),
                AuditEntry.Result.valueOf(row.getString("result")),
                row.getString("code"),
                objectType == null ? null : AuditEntry.ObjectType.valueOf(objectType),
                row.getString("object_id"),
                holder == null ? null : new TaskId(scope, holder),
                row.getInt("times"));
    }
}
