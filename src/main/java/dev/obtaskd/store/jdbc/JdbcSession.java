package dev.obtaskd.store.jdbc;

import dev.obtaskd.id.StoreScope;
import dev.obtaskd.store.GraphSource;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;

/** The connection of the writing thread, with its statements and tables. */
public record JdbcSession(
        StoreScope scope,
        Connection connection,
        StatementCache sql,
        IdSequence ids,
        TaskRows rows,
        TaskReader reader,
        TaskTable tasks,
        DocumentCache documents,
        RemovedTargetCache removedTargets) {

    static JdbcSession open(
            StoreScope scope,
            DataSource source,
            SessionFactory sessions,
            DocumentCache documents,
            GraphSource graphs,
            RemovedTargetCache removedTargets)
            throws SQLException {
        var connection = source.getConnection();
        connection.setAutoCommit(false);
        connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        var session = sessions.withStatelessOptions().connection(connection).openStatelessSession();
        var sql = new StatementCache(connection);
        var rows = new TaskRows_(session);
        // A transaction may read its own changes and be rolled back: nothing of that is cached.
        var reader = new TaskReader(scope, session, documents, graphs, false);
        return new JdbcSession(
                scope,
                connection,
                sql,
                new IdSequence(sql),
                rows,
                reader,
                new TaskTable(sql),
                documents,
                removedTargets);
    }

    HoldTable holds() {
        return new HoldTable(scope, sql);
    }

    AuditTable audits() {
        return new AuditTable(scope, sql);
    }

    IdempotencyTable idempotencyRecords() {
        return new IdempotencyTable(sql);
    }

    AcceptedRequestTable accepted() {
        return new AcceptedRequestTable(sql);
    }

    RemovedTargetTable removed() {
        return new RemovedTargetTable(sql);
    }

    RetirementTable retirement() {
        return new RetirementTable(scope, sql);
    }

    /**
     * Rolls back and closes the connection. Without the rollback a pool that switches auto-commit
     * on again would commit changes that were reported as failed.
     */
    public void close() {
        try (connection) {
            connection.rollback();
        } catch (SQLException e) {
            System.getLogger(JdbcSession.class.getName())
                    .log(System.Logger.Level.DEBUG, "closing a broken connection", e);
        }
    }
}
