package dev.obtaskd.store.jdbc;

import dev.obtaskd.id.StoreScope;
import dev.obtaskd.store.GraphSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;

/** Opens connections, sessions and readers for reads and writes. */
@ApplicationScoped
public class JdbcSessionFactory {

    private final StoreScope scope;
    private final DataSource source;
    private final SessionFactory sessions;
    private final DocumentCache documents;
    private final GraphSource graphs;
    private final RemovedTargetCache removedTargets = new RemovedTargetCache();

    @Inject
    public JdbcSessionFactory(
            DataSource source,
            SessionFactory sessions,
            DocumentCache documents,
            GraphSource graphs) {
        this(StoreScope.LOCAL, source, sessions, documents, graphs);
    }

    /**
     * @param scope of the ids of all that this database has
     */
    public JdbcSessionFactory(
            StoreScope scope,
            DataSource source,
            SessionFactory sessions,
            DocumentCache documents,
            GraphSource graphs) {
        this.scope = scope;
        this.source = source;
        this.sessions = sessions;
        this.documents = documents;
        this.graphs = graphs;
    }

    /**
     * Opens a connection for the writing thread. Drops what is cached, as it is unknown whether the
     * last transaction of a failed connection was committed.
     */
    public JdbcSession open() throws SQLException {
        documents.clear();
        removedTargets.forget();
        return JdbcSession.open(scope, source, sessions, documents, graphs, removedTargets);
    }

    StoreScope scope() {
        return scope;
    }

    /** Opens a session for reads; the caller closes it. */
    public StatelessSession session() {
        return sessions.openStatelessSession();
    }

    TaskReader reader(StatelessSession session) {
        return new TaskReader(scope, session, documents, graphs, true);
    }

    RemovedTargetCache removedTargets() {
        return removedTargets;
    }

    DataSource source() {
        return source;
    }
}
