package dev.obtaskd.store.writer;

import dev.obtaskd.id.StoreScope;
import dev.obtaskd.store.ChangePublisher;
import dev.obtaskd.store.ComparingTransaction;
import dev.obtaskd.store.FaultPlan;
import dev.obtaskd.store.FaultyTransaction;
import dev.obtaskd.store.GraphSource;
import dev.obtaskd.store.PendingUnit;
import dev.obtaskd.store.SteppedStore;
import dev.obtaskd.store.StoreReader;
import dev.obtaskd.store.StoreUnavailableException;
import dev.obtaskd.store.TaskChange;
import dev.obtaskd.store.h2.StoreDisk;
import dev.obtaskd.store.jdbc.DocumentCache;
import dev.obtaskd.store.jdbc.JdbcSession;
import dev.obtaskd.store.jdbc.JdbcSessionFactory;
import dev.obtaskd.store.jdbc.JdbcStoreReader;
import dev.obtaskd.store.jdbc.JdbcTransaction;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcConnectionPool;
import org.hibernate.SessionFactory;

/**
 * The daemon's store on H2 in memory. Its batches run through {@link WriteBatch}, as in the daemon.
 * Every result is compared with that of a model in memory.
 */
public final class InMemoryH2Store implements SteppedStore {

    private static final List<String> TABLES =
            List.of(
                    "document",
                    "task",
                    "sub_task",
                    "attempt",
                    "hold",
                    "claim_use",
                    "audit",
                    "idempotency",
                    "accepted_request",
                    "removed_target",
                    "task_params");

    private final JdbcConnectionPool pool;
    private final SessionFactory sessions;
    private final GraphSource graphs;
    private final StoreScope scope;
    private JdbcSession session;
    private InMemoryTables committed;
    private ComparingTransaction.Disagreement disagreement;

    /**
     * @param name of the database, unique in this process
     */
    public InMemoryH2Store(String name, GraphSource graphs) {
        this(StoreScope.LOCAL, name, graphs);
    }

    /**
     * @param scope of the ids of all stored tasks
     */
    InMemoryH2Store(StoreScope scope, String name, GraphSource graphs) {
        this.scope = scope;
        committed = new InMemoryTables(scope);
        this.graphs = graphs;
        pool =
                JdbcConnectionPool.create(
                        "jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1;QUERY_CACHE_SIZE=128",
                        "obtaskd",
                        "");
        Flyway.configure().dataSource(pool).locations("db/local").load().migrate();
        sessions = StoreFixture.sessions(pool);
        session = open();
    }

    @Override
    public boolean run(List<PendingUnit<?>> units, FaultPlan faults, ChangePublisher changes) {
        var draft = committed.copy();
        var committedAll = new AtomicBoolean(true);
        var requests =
                units.stream()
                        .<WriteRequest.Shared<?>>map(
                                unit -> request(unit, draft, faults, committedAll))
                        .toList();
        try {
            new WriteBatch(session, disk(draft, faults), new WriterCounters(), changes)
                    .run(requests);
        } catch (StoreUnavailableException e) {
            session.close();
            session = open();
            throw e;
        } finally {
            requireAgreement();
        }
        return committedAll.get();
    }

    /** The batch treats a disagreement only as a failed unit. */
    private void requireAgreement() {
        if (disagreement != null) {
            throw disagreement;
        }
    }

    private <T> WriteRequest.Shared<T> request(
            PendingUnit<T> unit,
            InMemoryTables draft,
            FaultPlan faults,
            AtomicBoolean committedAll) {
        var request =
                new WriteRequest.Shared<T>(
                        tx -> {
                            var before = draft.copy();
                            try {
                                return unit.unit()
                                        .run(
                                                new FaultyTransaction(
                                                        new ComparingTransaction(
                                                                tx, new InMemoryTransaction(draft)),
                                                        faults));
                            } catch (RuntimeException e) {
                                before.nextId = draft.nextId;
                                draft.replaceBy(before);
                                committedAll.set(false);
                                throw e;
                            } catch (ComparingTransaction.Disagreement e) {
                                disagreement = e;
                                throw e;
                            }
                        },
                        unit.answering());
        request.future()
                .whenComplete(
                        (result, failure) -> {
                            if (failure == null) {
                                unit.answer().complete(result);
                            } else {
                                unit.answer().completeExceptionally(failure);
                            }
                        });
        return request;
    }

    private StoreDisk disk(InMemoryTables draft, FaultPlan faults) {
        return new StoreDisk() {
            @Override
            public void commit(Connection connection) throws SQLException {
                faults.commit(
                        () -> {
                            connection.commit();
                            committed = draft;
                        });
            }

            @Override
            public boolean force(Connection connection) {
                return true;
            }
        };
    }

    /** Each session factory has its own cache of documents, as after a restart of the daemon. */
    private JdbcSessionFactory sessionFactory() {
        return new JdbcSessionFactory(scope, pool, sessions, new DocumentCache(), graphs);
    }

    private JdbcSession open() {
        try {
            return sessionFactory().open();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public boolean contains(TaskChange change) {
        return new JdbcTransaction(session).contains(change);
    }

    @Override
    public StoreReader reader() {
        return new JdbcStoreReader(sessionFactory());
    }

    @Override
    public InMemoryTables committed() {
        return committed;
    }

    @Override
    public void clear() {
        committed = new InMemoryTables(scope);
        disagreement = null;
        session.close();
        session = open();
        TABLES.forEach(table -> session.sql().update("delete from " + table));
        session.sql().update("update gate set next_id = 1");
        try {
            session.connection().commit();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        session.sql().update("shutdown");
        sessions.close();
        pool.dispose();
    }
}
