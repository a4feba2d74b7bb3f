package dev.obtaskd.store;

import java.time.Instant;
import java.util.List;

/** Deletes the rows of tasks that ended long ago. */
final class Retirement {

    private final Sql sql;

    Retirement(Sql sql) {
        this.sql = sql;
    }

    List<Retired> deleteFinished(Instant endedBefore, int limit) {
        var old = sql.query("""
                select id, created_at from task
                where ended_at < ? and state in ('SUCCEEDED', 'ROLLED_BACK', 'ABANDONED')
                order by ended_at, id limit ?""",
                row -> new Retired(row.getLong(1), Micros.at(row.getLong(2))), endedBefore, limit);
        old.forEach(task -> delete(task.id()));
        return old;
    }

    private void delete(long taskId) {
        sql.update("delete from attempt where sub_task_id in (select id from sub_task where task_id = ?)", taskId);
        sql.update("delete from sub_task where task_id = ?", taskId);
        sql.update("delete from task where id = ?", taskId);
    }
}
