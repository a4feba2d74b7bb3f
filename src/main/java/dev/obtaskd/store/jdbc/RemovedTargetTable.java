package dev.obtaskd.store.jdbc;

import dev.obtaskd.task.Task;
import dev.obtaskd.task.TaskDefinition.Target;
import java.time.Instant;
import java.util.Set;

/** The table of removed targets. */
final class RemovedTargetTable {

    private final StatementCache sql;

    RemovedTargetTable(StatementCache sql) {
        this.sql = sql;
    }

    Set<Target> all() {
        return Set.copyOf(
                sql.query(
                        "select target_type, target_name from removed_target",
                        row -> new Target(row.getString(1), row.getString(2))));
    }

    /**
     * Applies the success of a task.
     *
     * @return whether something has changed
     */
    boolean succeeded(Task task, Target target, Instant endedAt) {
        return target.removes()
                ? removed(target, endedAt)
                : exists(target, task.origin().createdAt());
    }

    private boolean removed(Target target, Instant at) {
        var updated =
                sql.update(
                        "update removed_target set removed_at = ? where target_type = ? and"
                                + " target_name = ?",
                        at,
                        target.type(),
                        target.name());
        if (updated == 0) {
            sql.update(
                    "insert into removed_target (target_type, target_name, removed_at) values (?,"
                            + " ?, ?)",
                    target.type(),
                    target.name(),
                    at);
        }
        return true;
    }

    /** A task that was created before the removal may end after it. */
    private boolean exists(Target target, Instant createdAt) {
        return sql.update(
                        "delete from removed_target where target_type = ? and target_name = ? and"
                                + " removed_at <= ?",
                        target.type(),
                        target.name(),
                        createdAt)
                > 0;
    }
}
