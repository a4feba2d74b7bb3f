package dev.obtaskd.store.jdbc;

import dev.obtaskd.store.StoredResponse;
import java.time.Instant;
import java.util.Optional;

/** The table of stored answers. */
final class ResponseTable {

    private final StatementCache sql;

    ResponseTable(StatementCache sql) {
        this.sql = sql;
    }

    Optional<StoredResponse> find(String user, String key) {
        return sql
                .query(
                        "select * from idempotency where user_name = ? and idem_key = ?",
                        row ->
                                new StoredResponse(
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

    void insert(StoredResponse answer) {
        sql.update(
                """
                insert into idempotency (user_name, idem_key, request_hash, status, body, location, etag, answered_at)
                values (?, ?, ?, ?, ?, ?, ?, ?)\
                """,
                answer.user(),
                answer.key(),
                answer.requestHash(),
                answer.status(),
                answer.body(),
                answer.location(),
                answer.etag(),
                answer.at());
    }

    int deleteBefore(Instant end, int limit) {
        return sql.update(
                "delete from idempotency where answered_at < ? fetch first ? rows only",
                end,
                limit);
    }
}
