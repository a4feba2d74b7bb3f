package dev.obtaskd.store.writer;

import dev.obtaskd.id.StoreScope;
import dev.obtaskd.store.ComparingTransaction;
import dev.obtaskd.store.FaultPlan;
import dev.obtaskd.store.FaultyTransaction;
import dev.obtaskd.store.GraphSource;
import dev.obtaskd.store.PendingUnit;
import dev.obtaskd.store.SteppedStore;
import dev.obtaskd.store.StoreUnavailableException;
import dev.obtaskd.store.h2.StoreDisk;
import dev.obtaskd.store.jdbc.DocumentCache;
import dev.obtaskd.store.jdbc.JdbcSession;
import dev.obtaskd.store.jdbc.JdbcSessionFactory;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcConnectionPool;
import org.hibernate.SessionFactory;

/**
 * The daemon's own store on H2 in memory, its batches run by the daemon's own {@link WriteBatch}. A
 * model in memory does the same beside it, and every answer of the two is compared.
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
                    "accepted_request");

    private final JdbcConnectionPool pool;
    private final SessionFactory sessions;
    private final GraphSource graphs;
    private JdbcSession desk;
    private final StoreScope scope;
    private InMemoryTables committed;
    private ComparingTransaction.Disagreement disagreement;

    /**
     * @param name of the database, in this process
     */
    public InMemoryH2Store(String name, GraphSource graphs) {
        this(StoreScope.LOCAL, name, graphs);
    }

    /**
     * @param scope of the ids of all that it stores
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
        desk = open();
    }

    @Override
    public boolean run(List<PendingUnit<?>> calls, FaultPlan mishap) {
        var draft = committed.copy();
        var kept = new AtomicBoolean(true);
        var jobs =
                calls.stream()
                        .<WriteRequest.Shared<?>>map(call -> job(call, draft, mishap, kept))
                        .toList();
        try {
            new WriteBatch(desk, disk(draft, mishap), new WriterCounters()).run(jobs);
        } catch (StoreUnavailableException e) {
            desk.close();
            desk = open();
            throw e;
        } finally {
            agreed();
        }
        return kept.get();
    }

    /** A unit that fails by it is a failed unit to the batch, and no more. */
    private void agreed() {
        if (disagreement != null) {
            throw disagreement;
        }
    }

    private <T> WriteRequest.Shared<T> job(
            PendingUnit<T> call, InMemoryTables draft, FaultPlan mishap, AtomicBoolean kept) {
        var job =
                new WriteRequest.Shared<T>(
                        tx -> {
                            var before = draft.copy();
                            try {
                                return call.unit()
                                        .run(
                                                new FaultyTransaction(
                                                        new ComparingTransaction(
                                                                tx, new InMemoryTransaction(draft)),
                                                        mishap));
                            } catch (RuntimeException e) {
                                before.nextId = draft.nextId;
                                draft.replaceBy(before);
                                kept.set(false);
                                throw e;
                            } catch (ComparingTransaction.Disagreement e) {
                                disagreement = e;
                                throw e;
                            }
                        },
                        call.answering());
        job.future()
                .whenComplete(
                        (result, failure) -> {
                            if (failure == null) {
                                call.answer().complete(result);
                            } else {
                                call.answer().completeExceptionally(failure);
                            }
                        });
        return job;
    }

    private StoreDisk disk(InMemoryTables draft, FaultPlan mishap) {
        return new StoreDisk() {
            @Override
            public void commit(Connection connection) throws SQLException {
                mishap.commit(
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

    private JdbcSession open() {
        try {
            // Documents remembered by one life of the daemon are not known to the next.
            return new JdbcSessionFactory(scope, pool, sessions, new DocumentCache(), graphs)
                    .open();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public InMemoryTables committed() {
        return committed;
    }

    @Override
    public void clear() {
        committed = new InMemoryTables(scope);
        disagreement = null;
        desk.close();
        desk = open();
        TABLES.forEach(table -> desk.sql().update("delete from " + table));
        desk.sql().update("update gate set next_id = 1");
        try {
            desk.connection().commit();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        desk.sql().update("shutdown");
        sessions.close();
        pool.dispose();
    }
}
