package dev.obtaskd.store;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;

/** Everything the writing thread works with, as long as one connection lives. */
record Desk(
        Connection connection,
        Sql sql,
        Gate gate,
        Rows rows,
        TaskReader reader,
        TaskWrites tasks,
        Documents documents) {

    static Desk open(DataSource source, SessionFactory sessions, Documents documents, Graphs graphs)
            throws SQLException {
        var connection = source.getConnection();
        connection.setAutoCommit(false);
        connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        var session = sessions.withStatelessOptions().connection(connection).openStatelessSession();
        var sql = new Sql(connection);
        var rows = new Rows_(session);
        // What a transaction reads may be its own and undone with it: nothing of that is remembered.
        var reader = new TaskReader(session, documents, graphs, false);
        return new Desk(connection, sql, new Gate(sql), rows, reader, new TaskWrites(sql), documents);
    }

    Holds holds() {
        return new Holds(sql);
    }

    Audits audits() {
        return new Audits(sql);
    }

    Answers answers() {
        return new Answers(sql);
    }

    Accepted accepted() {
        return new Accepted(sql);
    }

    Retirement retirement() {
        return new Retirement(sql);
    }

    /**
     * Undoes what is open and lets the connection go; what cannot be closed is broken already. A pool
     * may switch auto-commit on again, which would commit what callers were told has failed.
     */
    void close() {
        try (connection) {
            connection.rollback();
        } catch (SQLException e) {
            System.getLogger(Desk.class.getName()).log(System.Logger.Level.DEBUG, "closing a broken connection", e);
        }
    }
}
