package dev.obtaskd.store.writer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.obtaskd.id.TaskId;
import dev.obtaskd.store.SampleTasks;
import dev.obtaskd.store.StoreEvent;
import dev.obtaskd.store.StoreUnavailableException;
import dev.obtaskd.store.TaskChange;
import dev.obtaskd.store.h2.StoreDisk;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Committed changes of the store on disk, delivered by its own threads. */
class ChangeFeedTest {

    @TempDir Path directory;

    private final List<StoreEvent> received = new CopyOnWriteArrayList<>();

    @Test
    void aReceivedChangeIsReadable() {
        try (var store = new StoreFixture(directory)) {
            var readable = new CopyOnWriteArrayList<Boolean>();
            store.writer.subscribe(
                    10,
                    event ->
                            readable.add(
                                    event instanceof TaskChange change
                                            && store.tasks.find(change.taskId()).isPresent()));
            insert(store, 10);
            awaitReceived(() -> assertThat(readable).containsExactly(true));
        }
    }

    @Test
    void aSubscriberThatBlocksDelaysNoCommitAndNoOtherSubscriber() {
        var blocked = new CountDownLatch(1);
        try (var store = new StoreFixture(directory)) {
            var slow = new CopyOnWriteArrayList<StoreEvent>();
            store.writer.subscribe(
                    5,
                    event -> {
                        slow.add(event);
                        await(blocked);
                    });
            store.writer.subscribe(1_000, received::add);
            for (long id = 10; id <= 200; id += 10) {
                insert(store, id);
            }
            awaitReceived(() -> assertThat(received).hasSize(20));
            assertThat(received)
                    .isEqualTo(
                            LongStream.rangeClosed(1, 20).mapToObj(n -> created(10 * n)).toList());
            assertThat(slow).containsExactly(created(10));
            blocked.countDown();
            awaitReceived(
                    () -> assertThat(slow).containsExactly(created(10), new StoreEvent.Overflow()));
            insert(store, 1000);
            awaitReceived(
                    () ->
                            assertThat(slow)
                                    .containsExactly(
                                            created(10), new StoreEvent.Overflow(), created(1000)));
        }
    }

    /** The commit succeeds, but forcing it to disk fails; the connection is replaced. */
    @Test
    void aCommitThatIsForcedByTheNextConnectionIsPublishedOnce() {
        var fail = new AtomicBoolean();
        try (var store = new StoreFixture(directory, failingForce(fail))) {
            store.writer.subscribe(10, received::add);
            insert(store, 10);
            fail.set(true);
            assertThatThrownBy(() -> insert(store, 20))
                    .isInstanceOf(StoreUnavailableException.class);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(5))
                    .until(() -> store.writer.health().writable());
            insert(store, 30);
            awaitReceived(
                    () ->
                            assertThat(received)
                                    .containsExactly(created(10), created(20), created(30)));
            assertThat(store.tasks.find(TaskId.local(20))).isPresent();
        }
    }

    private StoreDisk failingForce(AtomicBoolean fail) {
        var real = StoreFixture.disk(true, directory);
        return new StoreDisk() {
            @Override
            public void commit(Connection connection) throws SQLException {
                real.commit(connection);
            }

            @Override
            public boolean force(Connection connection) throws SQLException {
                if (fail.getAndSet(false)) {
                    throw new SQLException("I/O error", "HY000", 50000);
                }
                return real.force(connection);
            }

            @Override
            public void release() {
                real.release();
            }
        };
    }

    private static void insert(StoreFixture store, long id) {
        store.writer.write(
                tx -> {
                    tx.insert(SampleTasks.task(id));
                    return null;
                });
    }

    private static TaskChange created(long id) {
        return new TaskChange(TaskId.local(id), null, TaskChange.Kind.CREATED, 0);
    }

    private static void awaitReceived(org.awaitility.core.ThrowingRunnable assertion) {
        Awaitility.await().atMost(Duration.ofSeconds(5)).untilAsserted(assertion);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
