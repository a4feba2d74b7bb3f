package dev.obtaskd.store.writer;

import dev.obtaskd.store.ChangePublisher;
import dev.obtaskd.store.StoreListener;
import dev.obtaskd.store.StoreStats;
import dev.obtaskd.store.StoreUnavailableException;
import dev.obtaskd.store.h2.StoreDisk;
import dev.obtaskd.store.jdbc.JdbcSession;
import dev.obtaskd.store.jdbc.JdbcSessionFactory;
import dev.obtaskd.store.jdbc.JdbcTransaction;
import dev.obtaskd.store.jdbc.SqlFailures;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The writing thread and its queue. All fields that are neither final nor volatile belong to the
 * thread.
 */
final class WriterLoop {

    private static final Logger LOG = Logger.getLogger(WriterLoop.class);
    private static final int MAX_BATCH = 256;

    private final BlockingQueue<WriteRequest<?>> queue = new LinkedBlockingQueue<>();
    private final Thread thread =
            Thread.ofPlatform().name("store-writer").daemon().unstarted(this::run);
    private final WriterCounters counters = new WriterCounters();
    private final JdbcSessionFactory sessions;
    private final StoreDisk disk;
    private final ChangePublisher changes;
    private final ReopenBackoff backoff = new ReopenBackoff();
    private volatile @Nullable JdbcSession session;
    private volatile boolean closed;
    private StoreUnavailableException failure =
            SqlFailures.unavailable(new SQLException("not open"));

    WriterLoop(JdbcSessionFactory sessions, StoreDisk disk, ChangePublisher changes) {
        this.sessions = sessions;
        this.disk = disk;
        this.changes = changes;
    }

    void start() throws SQLException {
        session = sessions.open();
        thread.start();
    }

    void close() {
        closed = true;
        queue.add(new WriteRequest.Stop());
        try {
            thread.join();
        } catch (InterruptedException e) {
            LOG.warn("Interrupted while waiting for the last writes");
        }
    }

    <T> CompletableFuture<T> add(WriteRequest<T> request) {
        queue.add(request);
        if (closed && queue.remove(request)) {
            request.fail(SqlFailures.unavailable(new SQLException("the daemon is stopping")));
        }
        return request.future();
    }

    boolean healthy() {
        return session != null && !closed;
    }

    boolean alive() {
        return thread.isAlive();
    }

    void watch(StoreListener listener) {
        counters.watch(listener);
    }

    boolean onItsThread() {
        return Thread.currentThread() == thread;
    }

    StoreStats stats() {
        return counters.stats(queue.size());
    }

    private void run() {
        for (var request = next(); !(request instanceof WriteRequest.Stop); request = next()) {
            if (session == null && backoff.elapsed()) {
                reopen();
            }
            if (request != null) {
                process(request);
            }
        }
        if (session != null) {
            release(session);
        }
    }

    /** The next request, or null when it is time to reopen the store. */
    private @Nullable WriteRequest<?> next() {
        try {
            return session != null
                    ? queue.take()
                    : queue.poll(backoff.leftMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            // This thread is never interrupted: H2 would close the database for all connections.
            return null;
        }
    }

    private void process(WriteRequest<?> request) {
        var open = session;
        if (open == null) {
            request.fail(failure);
            return;
        }
        if (!disk.hasSpace()) {
            request.fail(SqlFailures.full());
            return;
        }
        try {
            switch (request) {
                case WriteRequest.Shared<?> unit ->
                        new WriteBatch(open, disk, counters, changes).run(batch(unit));
                case WriteRequest.Snapshot snapshot -> take(snapshot, open);
                case WriteRequest.Stop stop -> throw new IllegalStateException("stopped already");
            }
        } catch (StoreUnavailableException e) {
            failed(e);
        } catch (RuntimeException | Error e) {
            // All callers wait for this thread: it must survive a programming error too.
            request.fail(e);
            failed(SqlFailures.unavailable(e));
        }
    }

    private void take(WriteRequest.Snapshot request, JdbcSession open) {
        try {
            request.succeed(disk.snapshot(open.connection()));
        } catch (SQLException e) {
            var lost = SqlFailures.unavailable(e);
            request.fail(lost);
            throw lost;
        }
    }

    private List<WriteRequest.Shared<?>> batch(WriteRequest.Shared<?> first) {
        var requests = new ArrayList<WriteRequest.Shared<?>>();
        requests.add(first);
        while (requests.size() < MAX_BATCH && queue.peek() instanceof WriteRequest.Shared<?>) {
            requests.add((WriteRequest.Shared<?>) queue.poll());
        }
        return requests;
    }

    private void failed(StoreUnavailableException e) {
        LOG.error("Store failure, reopening", e);
        counters.failed(e);
        failure = e;
        var broken = session;
        session = null;
        if (broken != null) {
            release(broken);
        }
        backoff.failed();
    }

    /** Reopens the store; it counts as open when a write was forced to disk. */
    private void reopen() {
        JdbcSession opened = null;
        try {
            opened = sessions.open();
            var tx = new JdbcTransaction(opened);
            tx.writeProbe();
            disk.commit(opened.connection());
            counters.committed();
            disk.force(opened.connection());
            changes.resolve(tx::contains);
            session = opened;
            backoff.succeeded();
            LOG.info("Store reopened, writes are possible again");
        } catch (SQLException | RuntimeException | Error e) {
            failure = SqlFailures.unavailable(e);
            counters.failed(failure);
            backoff.failed();
            if (opened != null) {
                release(opened);
            }
        }
    }

    private void release(JdbcSession released) {
        disk.release();
        released.close();
    }
}
