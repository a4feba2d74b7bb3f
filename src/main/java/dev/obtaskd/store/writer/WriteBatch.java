package dev.obtaskd.store.writer;

import dev.obtaskd.store.StoreUnavailableException;
import dev.obtaskd.store.h2.StoreDisk;
import dev.obtaskd.store.jdbc.JdbcSession;
import dev.obtaskd.store.jdbc.JdbcTransaction;
import dev.obtaskd.store.jdbc.SqlFailures;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Runs some units in one transaction. A unit that fails is undone alone; a commit that fails undoes
 * all.
 */
final class WriteBatch {

    private static final Logger LOG = Logger.getLogger(WriteBatch.class);

    // Statements that are prepared once: the driver's own savepoints have a new name, to be parsed,
    // each time.
    private static final String MARK = "savepoint unit";
    private static final String BACK_TO_MARK = "rollback to savepoint unit";

    private final JdbcSession desk;
    private final StoreDisk disk;
    private final WriterCounters counts;

    WriteBatch(JdbcSession desk, StoreDisk disk, WriterCounters counts) {
        this.desk = desk;
        this.disk = disk;
        this.counts = counts;
    }

    /**
     * @throws StoreUnavailableException if the connection is of no more use; every caller has its
     *     answer even then
     */
    void run(List<WriteRequest.Shared<?>> jobs) {
        try {
            for (var job : jobs) {
                attempt(job);
            }
            end(jobs.stream().anyMatch(job -> job.kept() && job.tx().wrote()));
        } catch (SQLException | RuntimeException | Error e) {
            throw lost(jobs, SqlFailures.unavailable(e));
        }
        count(jobs);
        jobs.stream()
                .filter(WriteRequest.Shared::kept)
                .forEach(job -> job.tx().afterCommitActions().forEach(WriteBatch::act));
        jobs.forEach(WriteRequest.Shared::answer);
    }

    private void attempt(WriteRequest.Shared<?> job) {
        desk.sql().update(MARK);
        var tx = new JdbcTransaction(desk);
        try {
            job.run(tx);
        } catch (Throwable e) {
            // Broken JSON or an unreadable file of one unit says nothing about the store.
            if (SqlFailures.breaksConnection(e)) {
                throw SqlFailures.unavailable(e);
            }
            desk.sql().update(BACK_TO_MARK);
            desk.gate().unlocked();
            job.failed(e);
            tx.afterRollbackActions().forEach(WriteBatch::act);
        }
    }

    private void end(boolean wrote) throws SQLException {
        if (wrote) {
            keep(desk.connection());
        } else {
            desk.connection().rollback();
        }
        desk.gate().unlocked();
    }

    private void keep(Connection connection) throws SQLException {
        desk.gate().flush();
        disk.commit(connection);
        counts.committed();
        if (disk.force(connection)) {
            counts.forced();
        }
    }

    private void count(List<WriteRequest.Shared<?>> jobs) {
        counts.batch(jobs.size());
        jobs.stream()
                .filter(job -> job.kept() && job.tx().movedTask())
                .forEach(job -> counts.moved(job.age()));
    }

    private static StoreUnavailableException lost(
            List<WriteRequest.Shared<?>> jobs, StoreUnavailableException failure) {
        for (var job : jobs.reversed()) {
            if (job.kept() && job.tx() != null) {
                job.tx().afterRollbackActions().forEach(WriteBatch::act);
            }
            if (job.kept()) {
                job.failed(failure);
            }
        }
        jobs.forEach(WriteRequest.Shared::answer);
        return failure;
    }

    /**
     * The change is done or undone already: an action that fails cannot alter that, only be told.
     */
    private static void act(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException | Error e) {
            LOG.error("an action after a transaction failed", e);
        }
    }
}
