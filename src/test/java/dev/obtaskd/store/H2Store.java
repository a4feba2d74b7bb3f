package dev.obtaskd.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcConnectionPool;
import org.hibernate.SessionFactory;

/**
 * The daemon's own store on H2 in memory, its batches run by the daemon's own {@link Batch}. A model in
 * memory does the same beside it, and every answer of the two is compared.
 */
public final class H2Store implements SteppedStore {

    private static final List<String> TABLES =
            List.of("document", "task", "sub_task", "attempt", "hold", "claim_use", "audit", "idempotency",
                    "accepted_request");

    private final JdbcConnectionPool pool;
    private final SessionFactory sessions;
    private final Graphs graphs;
    private Desk desk;
    private MemoryTables committed = new MemoryTables();
    private TwinTx.Disagreement disagreement;

    /** @param name of the database, in this process */
    public H2Store(String name, Graphs graphs) {
        this.graphs = graphs;
        pool = JdbcConnectionPool.create("jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1;QUERY_CACHE_SIZE=128", "obtaskd", "");
        Flyway.configure().dataSource(pool).locations("db/local").load().migrate();
        sessions = StoreFixture.sessions(pool);
        desk = open();
    }

    @Override
    public boolean run(List<Call<?>> calls, Mishap mishap) {
        var draft = committed.copy();
        var kept = new AtomicBoolean(true);
        var jobs = calls.stream().<Job.Shared<?>>map(call -> job(call, draft, mishap, kept)).toList();
        try {
            new Batch(desk, disk(draft, mishap), new Counts()).run(jobs);
        } catch (StoreUnavailable e) {
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

    private <T> Job.Shared<T> job(Call<T> call, MemoryTables draft, Mishap mishap, AtomicBoolean kept) {
        var job = new Job.Shared<T>(tx -> {
            var before = draft.copy();
            try {
                return call.unit().run(new FaultyTx(new TwinTx(tx, new MemoryTx(draft)), mishap));
            } catch (RuntimeException e) {
                before.nextId = draft.nextId;
                draft.replaceBy(before);
                kept.set(false);
                throw e;
            } catch (TwinTx.Disagreement e) {
                disagreement = e;
                throw e;
            }
        }, call.answering());
        job.future().whenComplete((result, failure) -> {
            if (failure == null) {
                call.answer().complete(result);
            } else {
                call.answer().completeExceptionally(failure);
            }
        });
        return job;
    }

    private Disk disk(MemoryTables draft, Mishap mishap) {
        return new Disk() {
            @Override
            public void commit(Connection connection) throws SQLException {
                mishap.commit(() -> {
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

    private Desk open() {
        try {
            // Documents remembered by one life of the daemon are not known to the next.
            return new Desks(pool, sessions, new Documents(), graphs).open();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public MemoryTables committed() {
        return committed;
    }

    @Override
    public void clear() {
        committed = new MemoryTables();
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
