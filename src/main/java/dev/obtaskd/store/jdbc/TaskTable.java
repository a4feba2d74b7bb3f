package dev.obtaskd.store.jdbc;

import dev.obtaskd.id.TaskId;
import dev.obtaskd.store.ConcurrentUpdateException;
import dev.obtaskd.task.SubTask;
import dev.obtaskd.task.Task;

/** Inserts and compare-and-set updates of tasks on the writer's connection. */
final class TaskTable {

    private final StatementCache sql;

    TaskTable(StatementCache sql) {
        this.sql = sql;
    }

    void insert(Task task) {
        TaskRow.COLUMNS.insert(sql, task);
        insertParams(task, 1);
        int position = 0;
        for (var subTask : task.subTasks()) {
            SubTaskRow.COLUMNS.insert(
                    sql, new SubTaskRow.Placed(task.id().number(), position++, subTask));
        }
    }

    /** Stores the revisions of the parameters after one. */
    private void insertParams(Task task, int stored) {
        for (var revision : task.paramsRevisions()) {
            if (revision.number() > stored) {
                ParamsRow.COLUMNS.insert(sql, new ParamsRow.Changed(task.id().number(), revision));
            }
        }
    }

    /** Stores a document unless it is stored already. */
    void insertDocument(String sha256, String document) {
        var known =
                sql.query("select 1 from document where sha256 = ?", row -> row.getInt(1), sha256);
        if (known.isEmpty()) {
            sql.update("insert into document (sha256, body) values (?, ?)", sha256, document);
        }
    }

    void update(Task before, Task after) {
        require(
                after.id().equals(before.id()) && after.version() == before.version() + 1,
                "task",
                after.id());
        requireUpdated(
                TaskRow.COLUMNS.update(sql, after, after.id().number(), before.version()),
                after.id());
        insertParams(after, before.paramsRevision());
        for (var subTask : after.subTasks()) {
            var old = before.subTask(subTask.id());
            if (!subTask.equals(old)) {
                update(after.id(), old, subTask);
            }
        }
    }

    private void update(TaskId taskId, SubTask before, SubTask after) {
        require(after.version() == before.version() + 1, "sub task", after.id());
        // Updates leave the position alone.
        var row = new SubTaskRow.Placed(taskId.number(), 0, after);
        requireUpdated(SubTaskRow.COLUMNS.update(sql, row, after.id(), before.version()), taskId);
        if (before.attempt() != null && after.attemptNo() > before.attemptNo()) {
            AttemptRow.COLUMNS.insert(sql, new AttemptRow.Ended(after.id(), before.attempt()));
        }
    }

    private static void requireUpdated(boolean updated, TaskId taskId) {
        if (!updated) {
            throw new ConcurrentUpdateException(taskId);
        }
    }

    private static void require(boolean next, String what, Object id) {
        if (!next) {
            throw new IllegalArgumentException(
                    "the change of " + what + " " + id + " does not raise its version by one");
        }
    }
}
