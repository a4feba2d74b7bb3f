package dev.obtaskd.store.writer;

import dev.obtaskd.store.ChangePublisher;
import dev.obtaskd.store.StoreUnavailableException;
import dev.obtaskd.store.TaskChange;
import dev.obtaskd.store.h2.StoreDisk;
import dev.obtaskd.store.jdbc.JdbcSession;
import dev.obtaskd.store.jdbc.JdbcTransaction;
import dev.obtaskd.store.jdbc.SqlFailures;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Runs several units in one transaction. A unit that fails is rolled back alone; a failed commit
 * rolls back all.
 */
final class WriteBatch {

    private static final Logger LOG = Logger.getLogger(WriteBatch.class);

    // Statements that are prepared once: the savepoints of the driver have a new name, which has to
    // be parsed, each time.
    private static final String SAVEPOINT = "savepoint unit";
    private static final String ROLLBACK_TO_SAVEPOINT = "rollback to savepoint unit";

    private final JdbcSession session;
    private final StoreDisk disk;
    private final WriterCounters counters;
    private final ChangePublisher changes;

    WriteBatch(
            JdbcSession session, StoreDisk disk, WriterCounters counters, ChangePublisher changes) {
        this.session = session;
        this.disk = disk;
        this.counters = counters;
        this.changes = changes;
    }

    /**
     * @throws StoreUnavailableException if the connection cannot be used any more; every request is
     *     completed even then
     */
    void run(List<WriteRequest.Shared<?>> requests) {
        try {
            for (var request : requests) {
                attempt(request);
            }
            end(requests.stream().anyMatch(request -> request.succeeded() && request.tx().wrote()));
        } catch (SQLException | RuntimeException | Error e) {
            throw fail(requests, SqlFailures.unavailable(e));
        }
        changes.publish(changesOf(requests));
        count(requests);
        requests.stream()
                .filter(WriteRequest.Shared::succeeded)
                .forEach(request -> request.tx().afterCommitActions().forEach(WriteBatch::run));
        requests.forEach(WriteRequest.Shared::complete);
    }

    private void attempt(WriteRequest.Shared<?> request) {
        session.sql().update(SAVEPOINT);
        var tx = new JdbcTransaction(session);
        try {
            request.run(tx);
        } catch (Throwable e) {
            // Broken JSON or an unreadable file of one unit says nothing about the store.
            if (SqlFailures.breaksConnection(e)) {
                throw SqlFailures.unavailable(e);
            }
            session.sql().update(ROLLBACK_TO_SAVEPOINT);
            session.ids().unlocked();
            request.failed(e);
            tx.afterRollbackActions().forEach(WriteBatch::run);
        }
    }

    private void end(boolean wrote) throws SQLException {
        if (wrote) {
            commit(session.connection());
        } else {
            session.connection().rollback();
        }
        session.ids().unlocked();
    }

    private void commit(Connection connection) throws SQLException {
        session.ids().flush();
        disk.commit(connection);
        counters.committed();
        if (disk.force(connection)) {
            counters.forced();
        }
    }

    private void count(List<WriteRequest.Shared<?>> requests) {
        counters.batch(requests.size());
        requests.stream()
                .filter(request -> request.succeeded() && request.tx().changedTask())
                .forEach(request -> counters.taskChanged(request.age()));
    }

    private static List<TaskChange> changesOf(List<WriteRequest.Shared<?>> requests) {
        return requests.stream()
                .filter(request -> request.succeeded() && request.started())
                .flatMap(request -> request.tx().changes().stream())
                .toList();
    }

    private StoreUnavailableException fail(
            List<WriteRequest.Shared<?>> requests, StoreUnavailableException failure) {
        // The commit may have reached the disk before it failed.
        changes.unconfirmed(changesOf(requests));
        for (var request : requests.reversed()) {
            if (request.succeeded() && request.started()) {
                request.tx().afterRollbackActions().forEach(WriteBatch::run);
            }
            if (request.succeeded()) {
                request.failed(failure);
            }
        }
        requests.forEach(WriteRequest.Shared::complete);
        return failure;
    }

    /** The transaction has ended already: a failing action cannot change that, only be logged. */
    private static void run(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException | Error e) {
            LOG.error("An action after a transaction failed", e);
        }
    }
}
