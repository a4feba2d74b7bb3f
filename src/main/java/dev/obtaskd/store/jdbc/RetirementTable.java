package dev.obtaskd.store.jdbc;

import dev.obtaskd.id.StoreScope;
import dev.obtaskd.id.TaskId;
import dev.obtaskd.store.RetiredTask;
import java.time.Instant;
import java.util.List;

/** Deletes the rows of old tasks. */
final class RetirementTable {

    private final StoreScope scope;
    private final StatementCache sql;

    RetirementTable(StoreScope scope, StatementCache sql) {
        this.scope = scope;
        this.sql = sql;
    }

    List<RetiredTask> deleteFinished(Instant endedBefore, int limit) {
        var old =
                sql.query(
                        """
                        select id, created_at, version from task
                        where ended_at < ? and state in ('SUCCEEDED', 'ROLLED_BACK', 'ABANDONED')
                        order by ended_at, id limit ?\
                        """,
                        row ->
                                new RetiredTask(
                                        new TaskId(scope, row.getLong(1)),
                                        EpochMicros.at(row.getLong(2)),
                                        row.getLong(3)),
                        endedBefore,
                        limit);
        old.forEach(task -> delete(task.id().number()));
        return old;
    }

    private void delete(long taskId) {
        sql.update(
                "delete from attempt where sub_task_id in (select id from sub_task where task_id ="
                        + " ?)",
                taskId);
        sql.update("delete from sub_task where task_id = ?", taskId);
        sql.update("delete from task_params where task_id = ?", taskId);
        sql.update("delete from task where id = ?", taskId);
    }
}
