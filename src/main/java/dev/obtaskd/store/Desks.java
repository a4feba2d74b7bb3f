package dev.obtaskd.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;

/** Opens what reads and writes need: connections, sessions, readers. */
@ApplicationScoped
class Desks {

    private final DataSource source;
    private final SessionFactory sessions;
    private final Documents documents;
    private final Graphs graphs;

    Desks(DataSource source, SessionFactory sessions, Documents documents, Graphs graphs) {
        this.source = source;
        this.sessions = sessions;
        this.documents = documents;
        this.graphs = graphs;
    }

    /** A new connection for the writing thread, with all that belongs to it; what a broken one committed is doubtful. */
    Desk open() throws SQLException {
        documents.forget();
        return Desk.open(source, sessions, documents, graphs);
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
