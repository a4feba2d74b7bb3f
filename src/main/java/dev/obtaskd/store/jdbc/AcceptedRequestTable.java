package dev.obtaskd.store.jdbc;

import java.time.Instant;

/** The table of accepted requests. */
final class AcceptedRequestTable {

    private final StatementCache sql;

    AcceptedRequestTable(StatementCache sql) {
        this.sql = sql;
    }

    /** Returns whether the request is new. */
    boolean insert(String hash, Instant until) {
        var known =
                sql.query(
                        "select 1 from accepted_request where request_hash = ?",
                        row -> row.getInt(1),
                        hash);
        return known.isEmpty()
                && sql.update(
                                "insert into accepted_request (request_hash, valid_until) values"
                                        + " (?, ?)",
                                hash,
                                until)
                        == 1;
    }

    /** Returns the number of remaining requests. */
    long deleteBefore(Instant end, int limit) {
        sql.update(
                "delete from accepted_request where valid_until < ? fetch first ? rows only",
                end,
                limit);
        return sql.query("select count(*) from accepted_request", row -> row.getLong(1)).getFirst();
    }
}
