package dev.obtaskd.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The writing thread with its queue. All fields that are not final or volatile belong to the thread. */
final class WriterLoop {

    private static final Logger LOG = Logger.getLogger(WriterLoop.class);
    private static final int MAX_BATCH = 256;

    private final BlockingQueue<Job<?>> queue = new LinkedBlockingQueue<>();
    private final Thread thread = Thread.ofPlatform().name("store-writer").daemon().unstarted(this::run);
    private final Counts counts = new Counts();
    private final Desks desks;
    private final Disk disk;
    private final BackOff backOff = new BackOff();
    private volatile @Nullable Desk desk;
    private volatile boolean closed;
    private StoreUnavailable failure = Failures.unavailable(new SQLException("not open"));

    WriterLoop(Desks desks, Disk disk) {
        this.desks = desks;
        this.disk = disk;
    }

    void start() throws SQLException {
        desk = desks.open();
        thread.start();
    }

    void close() {
        closed = true;
        queue.add(new Job.Stop());
        try {
            thread.join();
        } catch (InterruptedException e) {
            LOG.warn("did not wait for the last writes");
        }
    }

    <T> CompletableFuture<T> add(Job<T> job) {
        queue.add(job);
        if (closed && queue.remove(job)) {
            job.fail(Failures.unavailable(new SQLException("the daemon is stopping")));
        }
        return job.future();
    }

    boolean healthy() {
        return desk != null && !closed;
    }

    boolean alive() {
        return thread.isAlive();
    }

    void watch(WriterWatch watch) {
        counts.watch(watch);
    }

    boolean onItsThread() {
        return Thread.currentThread() == thread;
    }

    WriterStats stats() {
        return counts.stats(queue.size());
    }

    private void run() {
        for (var job = next(); !(job instanceof Job.Stop); job = next()) {
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
    private @Nullable Job<?> next() {
        try {
            return desk != null ? queue.take() : queue.poll(backOff.leftMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            return null; // nobody interrupts this thread: that would close the database under everybody
        }
    }

    private void serve(Job<?> job) {
        if (desk == null) {
            job.fail(failure);
            return;
        }
        if (!disk.room()) {
            job.fail(Failures.full());
            return;
        }
        try {
            switch (job) {
                case Job.Shared<?> unit -> new Batch(desk, disk, counts).run(batch(unit));
                case Job.Alone<?> lone -> alone(lone);
                case Job.Stop stop -> throw new IllegalStateException("stopped already");
            }
        } catch (StoreUnavailable e) {
            broken(e);
        } catch (RuntimeException | Error e) {
            // Not even a fault of this program may end the thread that everything waits for.
            job.fail(e);
            broken(Failures.unavailable(e));
        }
    }

    private List<Job.Shared<?>> batch(Job.Shared<?> first) {
        var jobs = new ArrayList<Job.Shared<?>>();
        jobs.add(first);
        while (jobs.size() < MAX_BATCH && queue.peek() instanceof Job.Shared<?>) {
            jobs.add((Job.Shared<?>) queue.poll());
        }
        return jobs;
    }

    private <T> void alone(Job.Alone<T> job) {
        try {
            var result = job.run();
            if (disk.force(desk.connection())) {
                counts.forced();
            }
            job.succeed(result);
        } catch (Exception | Error e) {
            if (Failures.breaksConnection(e)) {
                var unavailable = Failures.unavailable(e);
                job.fail(unavailable);
                throw unavailable;
            }
            job.fail(e);
        }
    }

    private void broken(StoreUnavailable e) {
        LOG.error("the store failed and is opened again", e);
        counts.failed(e);
        failure = e;
        leave(desk);
        desk = null;
        backOff.failed();
    }

    /** Opens the store anew; it counts as open when something was written and forced to disk. */
    private void reopen() {
        Desk opened = null;
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
            failure = Failures.unavailable(e);
            counts.failed(failure);
            backOff.failed();
            if (opened != null) {
                leave(opened);
            }
        }
    }

    private void leave(Desk left) {
        disk.leave();
        left.close();
    }
}
