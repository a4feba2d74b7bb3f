package dev.obtaskd.bench;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.event.AbstractSchedulerListener;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.h2.jdbcx.JdbcConnectionPool;

/**
 * The peer, on the same H2 with the same settings, tuned to start work as soon as possible. It
 * never forces to disk.
 */
final class DbSchedulerTarget implements BenchTarget {

    static final String NAME = "db-scheduler 16.12.0";

    private static final String TABLE =
            """
            create table if not exists scheduled_tasks (
              task_name varchar(100), task_instance varchar(100), task_data blob,
              execution_time timestamp(9) with time zone, picked boolean, picked_by varchar(50),
              last_success timestamp(9) with time zone, last_failure timestamp(9) with time zone,
              consecutive_failures int, last_heartbeat timestamp(9) with time zone, version bigint, priority smallint,
              primary key (task_name, task_instance));
            create index if not exists execution_time_idx on scheduled_tasks (execution_time);
            create index if not exists last_heartbeat_idx on scheduled_tasks (last_heartbeat);
            """;

    private final AtomicLong submitted = new AtomicLong();
    private final AtomicLong ended = new AtomicLong();
    private final OneTimeTask<Integer> task =
            Tasks.oneTime("noop", Integer.class).execute(this::step);
    private final JdbcConnectionPool pool;
    private final Scheduler scheduler;
    private volatile long latest;

    DbSchedulerTarget(Path directory) throws SQLException {
        pool =
                JdbcConnectionPool.create(
                        "jdbc:h2:file:"
                                + directory.toAbsolutePath()
                                + "/peer;WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;"
                                + "TRACE_LEVEL_FILE=0;QUERY_CACHE_SIZE=128;ANALYZE_AUTO=0",
                        "peer",
                        "");
        pool.setMaxConnections(2 * EngineTarget.WORKERS + 4);
        try (var connection = pool.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(TABLE);
        }
        scheduler =
                Scheduler.create(pool, task)
                        .threads(EngineTarget.WORKERS)
                        .pollingInterval(Duration.ofMillis(100))
                        .enableImmediateExecution()
                        .addSchedulerListener(
                                new AbstractSchedulerListener() {
                                    @Override
                                    public void onExecutionComplete(ExecutionComplete complete) {
                                        ended.incrementAndGet();
                                    }
                                })
                        .build();
        scheduler.start();
    }

    @Override
    public void submit() {
        schedule(scheduler, 1);
    }

    @Override
    public void submitChain() {
        schedule(scheduler, BenchOperations.CHAIN);
    }

    @Override
    public void awaitQuiet() {
        while (ended.get() < submitted.get()) {
            LockSupport.parkNanos(50_000);
        }
    }

    @Override
    public long latestStep() {
        return latest;
    }

    @Override
    public void close() {
        scheduler.stop();
        pool.dispose();
    }

    private void schedule(SchedulerClient client, int steps) {
        client.schedule(
                task.instance(Long.toString(submitted.incrementAndGet()), steps), Instant.now());
    }

    /** A chain is a task that schedules its successor. */
    private void step(TaskInstance<Integer> instance, ExecutionContext context) {
        latest = System.nanoTime();
        if (instance.getData() > 1) {
            schedule(context.getSchedulerClient(), instance.getData() - 1);
        }
    }
}
