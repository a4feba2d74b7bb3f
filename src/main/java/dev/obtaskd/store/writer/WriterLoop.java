package dev.obtaskd.store.writer;

import dev.obtaskd.store.StoreListener;
import dev.obtaskd.store.StoreStats;
import dev.obtaskd.store.StoreUnavailableException;
import dev.obtaskd.store.h2.StoreDisk;
import dev.obtaskd.store.jdbc.JdbcSession;
import dev.obtaskd.store.jdbc.JdbcSessionFactory;
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
 * The writing thread with its queue. All fields that are not final or volatile belong to the
 * thread.
 */
final class WriterLoop {

    private static final Logger LOG = Logger.getLogger(WriterLoop.class);
    private static final int MAX_BATCH = 256;

    private final BlockingQueue<WriteRequest<?>> queue = new LinkedBlockingQueue<>();
    private final Thread thread =
            Thread.ofPlatform().name("store-writer").daemon().unstarted(this::run);
    private final WriterCounters counts = new WriterCounters();
    private final JdbcSessionFactory desks;
    private final StoreDisk disk;
    private final ReopenBackoff backOff = new ReopenBackoff();
    private volatile @Nullable JdbcSession desk;
    private volatile boolean closed;
    private StoreUnavailableException failure =
            SqlFailures.unavailable(new SQLException("not open"));

    WriterLoop(JdbcSessionFactory desks, StoreDisk disk) {
        this.desks = desks;
        this.disk = disk;
    }

    void start() throws SQLException {
        desk = desks.open();
        thread.start();
    }

    void close() {
        closed = true;
        queue.add(new WriteRequest.Stop());
        try {
            thread.join();
        } catch (InterruptedException e) {
            LOG.warn("did not wait for the last writes");
        }
    }

    <T> CompletableFuture<T> add(WriteRequest<T> job) {
        queue.add(job);
        if (closed && queue.remove(job)) {
            job.fail(SqlFailures.unavailable(new SQLException("the daemon is stopping")));
        }
        return job.future();
    }

    boolean healthy() {
        return desk != null && !closed;
    }

    boolean alive() {
        return thread.isAlive();
    }

    void watch(StoreListener watch) {
        counts.watch(watch);
    }

    boolean onItsThread() {
        return Thread.currentThread() == thread;
    }

    StoreStats stats() {
        return counts.stats(queue.size());
    }

    private void run() {
        for (var job = next(); !(job instanceof WriteRequest.Stop); job = next()) {
            if (desk == null && backOff.over()) {
                reopen();
            }
            if (job != null) {
                serve(job);
            }
        }
        if (desk != null) {
            leave(desk);
        }
    }

    /** The next job, or null when it is time to try to reopen. */
    private @Nullable WriteRequest<?> next() {
        try {
            return desk != null
                    ? queue.take()
                    : queue.poll(backOff.leftMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            return null; // nobody interrupts this thread: that would close the database under
            // everybody
        }
    }

    private void serve(WriteRequest<?> job) {
        if (desk == null) {
            job.fail(failure);
            return;
        }
        if (!disk.room()) {
            job.fail(SqlFailures.full());
            return;
        }
        try {
            switch (job) {
                case WriteRequest.Shared<?> unit ->
                        new WriteBatch(desk, disk, counts).run(batch(unit));
                case WriteRequest.Alone<?> lone -> alone(lone);
                case WriteRequest.Stop stop -> throw new IllegalStateException("stopped already");
            }
        } catch (StoreUnavailableException e) {
            broken(e);
        } catch (RuntimeException | Error e) {
            // Not even a fault of this program may end the thread that everything waits for.
            job.fail(e);
            broken(SqlFailures.unavailable(e));
        }
    }

    private List<WriteRequest.Shared<?>> batch(WriteRequest.Shared<?> first) {
        var jobs = new ArrayList<WriteRequest.Shared<?>>();
        jobs.add(first);
        while (jobs.size() < MAX_BATCH && queue.peek() instanceof WriteRequest.Shared<?>) {
            jobs.add((WriteRequest.Shared<?>) queue.poll());
        }
        return jobs;
    }

    private <T> void alone(WriteRequest.Alone<T> job) {
        try {
            var result = job.run();
            if (disk.force(desk.connection())) {
                counts.forced();
            }
            job.succeed(result);
        } catch (Exception | Error e) {
            if (SqlFailures.breaksConnection(e)) {
                var unavailable = SqlFailures.unavailable(e);
                job.fail(unavailable);
                throw unavailable;
            }
            job.fail(e);
        }
    }

    private void broken(StoreUnavailableException e) {
        LOG.error("the store failed and is opened again", e);
        counts.failed(e);
        failure = e;
        leave(desk);
        desk = null;
        backOff.failed();
    }

    /** Opens the store anew; it counts as open when something was written and forced to disk. */
    private void reopen() {
        JdbcSession opened = null;
        try {
            opened = desks.open();
            opened.sql().update("update gate set next_id = next_id where id = 1");
            disk.commit(opened.connection());
            counts.committed();
            disk.force(opened.connection());
            desk = opened;
            backOff.succeeded();
            LOG.info("the store can be written again");
        } catch (SQLException | RuntimeException | Error e) {
            failure = SqlFailures.unavailable(e);
            counts.failed(failure);
            backOff.failed();
            if (opened != null) {
                leave(opened);
            }
        }
    }

    private void leave(JdbcSession left) {
        disk.leave();
        left.close();
    }
}
