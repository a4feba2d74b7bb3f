package dev.obtaskd.store.jdbc;

import dev.obtaskd.store.GraphSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;

/** Opens what reads and writes need: connections, sessions, readers. */
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
     * A new connection for the writing thread, with all that belongs to it; what a broken one
     * committed is doubtful.
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
