package dev.obtaskd.store.jdbc;

import dev.obtaskd.store.IdempotencyRecord;
import java.time.Instant;
import java.util.Optional;

/** The table of idempotency records. */
final class IdempotencyTable {

    private final StatementCache sql;

    IdempotencyTable(StatementCache sql) {
        this.sql = sql;
    }

    Optional<IdempotencyRecord> find(String user, String key) {
        return sql
                .query(
                        "select * from idempotency where user_name = ? and idem_key = ?",
                        row ->
                                new IdempotencyRecord(
                                        row.getString("user_name"),
                                        row.getString("idem_key"),
                                        row.getString("request_hash"),
                                        row.getInt("status"),
                                        row.getString("body"),
                                        row.getString("location"),
                                        row.getString("etag"),
                                        EpochMicros.at(row.getLong("answered_at"))),
                        user,
                        key)
                .stream()
                .findFirst();
    }

    void insert(IdempotencyRecord record) {
        sql.update(
                """
                insert into idempotency (user_name, idem_key, request_hash, status, body, location, etag, answered_at)
                values (?, ?, ?, ?, ?, ?, ?, ?)\
                """,
                record.user(),
                record.key(),
                record.requestHash(),
                record.status(),
                record.body(),
                record.location(),
                record.etag(),
                record.at());
    }

    int deleteBefore(Instant end, int limit) {
        return sql.update(
                "delete from idempotency where answered_at < ? fetch first ? rows only",
                end,
                limit);
    }
}
