package dev.obtaskd.store.jdbc;

import dev.obtaskd.store.GraphSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;

/** Opens connections, sessions and readers for reads and writes. */
@ApplicationScoped
public class JdbcSessionFactory {

    private final DataSource source;
    private final SessionFactory sessions;
    private final DocumentCache documents;
    private final GraphSource graphs;

    public JdbcSessionFactory(
            DataSource source,
            SessionFactory sessions,
            DocumentCache documents,
            GraphSource graphs) {
        this.source = source;
        this.sessions = sessions;
        this.documents = documents;
        this.graphs = graphs;
    }

    /**
     * Opens a connection for the writing thread. Drops the cached documents, as it is unknown
     * whether the last transaction of a failed connection was committed.
     */
    public JdbcSession open() throws SQLException {
        documents.forget();
        return JdbcSession.open(source, sessions, documents, graphs);
    }

    StatelessSession session() {
        return sessions.openStatelessSession();
    }

    TaskReader reader(StatelessSession session) {
        return new TaskReader(session, documents, graphs, true);
    }

    DataSource source() {
        return source;
    }
}
