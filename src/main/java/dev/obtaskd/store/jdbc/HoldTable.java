package dev.obtaskd.store.jdbc;

import dev.obtaskd.exclusion.Claim;
import dev.obtaskd.exclusion.ExclusionRules;
import dev.obtaskd.exclusion.Hold;
import dev.obtaskd.exclusion.MaintenanceType;
import dev.obtaskd.exclusion.TaskScope;
import dev.obtaskd.id.StoreScope;
import dev.obtaskd.id.TaskId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The tables of holds and of the last use of each claim. */
final class HoldTable {

    private final StoreScope scope;
    private final StatementCache sql;

    HoldTable(StoreScope scope, StatementCache sql) {
        this.scope = scope;
        this.sql = sql;
    }

    List<Hold> all() {
        return sql.query(
                "select * from hold order by since, task_id",
                row ->
                        new Hold(
                                claim(row),
                                new TaskId(scope, row.getLong("task_id")),
                                EpochMicros.at(row.getLong("since"))));
    }

    void insert(Hold hold) {
        if (!hold.claim().excludes()) {
            throw new IllegalArgumentException("a claim that excludes nothing is not held");
        }
        var claim = hold.claim();
        sql.update(
                """
                insert into hold (task_id, since, scope, maintenance, claim_key, agent) values (?, ?, ?, ?, ?, ?)\
                """,
                hold.taskId().number(),
                hold.since(),
                claim.scope(),
                claim.type(),
                text(claim.key()),
                text(claim.agent()));
        recordUse(hold);
    }

    boolean delete(TaskId taskId) {
        return sql.update("delete from hold where task_id = ?", taskId.number()) > 0;
    }

    Optional<TaskId> usedSince(Claim claim, Instant since, TaskId exceptTaskId) {
        record Use(Claim claim, long taskId) {}
        return sql
                .query(
                        "select * from claim_use where used_at > ? and task_id <> ? order by"
                                + " used_at desc, task_id desc",
                        row -> new Use(claim(row), row.getLong("task_id")),
                        since,
                        exceptTaskId.number())
                .stream()
                .filter(use -> ExclusionRules.conflict(claim, use.claim()))
                .map(use -> new TaskId(scope, use.taskId()))
                .findFirst();
    }

    /** An upsert in SQL that every database supports. */
    private void recordUse(Hold hold) {
        var claim = hold.claim();
        var updated =
                sql.update(
                        """
                        update claim_use set task_id = ?, used_at = ?
                        where scope = ? and maintenance = ? and claim_key = ? and agent = ?\
                        """,
                        hold.taskId().number(),
                        hold.since(),
                        claim.scope(),
                        claim.type(),
                        text(claim.key()),
                        text(claim.agent()));
        if (updated == 0) {
            sql.update(
                    """
                    insert into claim_use (task_id, used_at, scope, maintenance, claim_key, agent)
                    values (?, ?, ?, ?, ?, ?)\
                    """,
                    hold.taskId().number(),
                    hold.since(),
                    claim.scope(),
                    claim.type(),
                    text(claim.key()),
                    text(claim.agent()));
        }
    }

    private static Claim claim(ResultSet row) throws SQLException {
        return new Claim(
                TaskScope.valueOf(row.getString("scope")),
                MaintenanceType.valueOf(row.getString("maintenance")),
                orNull(row.getString("claim_key")),
                orNull(row.getString("agent")));
    }

    private static String text(@Nullable String part) {
        return part == null ? "" : part;
    }

    private static @Nullable String orNull(String part) {
        return part.isEmpty() ? null : part;
    }
}
