package dev.obtaskd.store.writer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obtaskd.exclusion.Hold;
import dev.obtaskd.id.StoreScope;
import dev.obtaskd.id.TaskId;
import dev.obtaskd.store.SampleTasks;
import dev.obtaskd.store.StoreEvent;
import dev.obtaskd.store.TaskChange;
import dev.obtaskd.store.TaskStore;
import dev.obtaskd.task.Task;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two stores in one process: that of the daemon and that of its cluster. */
class TwoStoresTest {

    @TempDir Path directory;

    @Test
    void sameNumbersAreDifferentTasksInEachStore() throws IOException {
        try (var first = open(StoreScope.LOCAL);
                var second = open(StoreScope.CLUSTER)) {
            TaskStore local = first.writer;
            TaskStore cluster = second.writer;
            var localEvents = events(local);
            var clusterEvents = events(cluster);
            insert(local, SampleTasks.task(TaskId.local(10)));
            insert(cluster, SampleTasks.task(TaskId.cluster(10)));
            insert(cluster, SampleTasks.task(TaskId.cluster(20)));
            assertThat(name(local, TaskId.local(10))).isEqualTo("op10");
            assertThat(name(cluster, TaskId.cluster(10))).isEqualTo("opc10");
            assertThat(local.reader().find(TaskId.cluster(20))).isEmpty();
            assertThat(cluster.reader().holds()).hasSize(2);
            assertThat(local.reader().holds())
                    .extracting(Hold::taskId)
                    .containsExactly(TaskId.local(10));
            Awaitility.await()
                    .atMost(Duration.ofSeconds(5))
                    .untilAsserted(() -> assertThat(clusterEvents).hasSize(2));
            Awaitility.await()
                    .atMost(Duration.ofSeconds(5))
                    .untilAsserted(
                            () ->
                                    assertThat(localEvents)
                                            .containsExactly(
                                                    new TaskChange(
                                                            TaskId.local(10),
                                                            null,
                                                            TaskChange.Kind.CREATED,
                                                            0)));
        }
    }

    @Test
    void oneStoreWorksWhenTheOtherIsClosed() throws IOException {
        try (var first = open(StoreScope.LOCAL)) {
            var second = open(StoreScope.CLUSTER);
            second.close();
            assertThat(second.writer.health().writable()).isFalse();
            assertThat(first.writer.health().writable()).isTrue();
            insert(first.writer, SampleTasks.task(TaskId.local(10)));
            assertThat(first.tasks.find(TaskId.local(10))).isPresent();
        }
    }

    private StoreFixture open(StoreScope scope) throws IOException {
        return new StoreFixture(Files.createDirectory(directory.resolve(scope.name())), scope);
    }

    private static List<StoreEvent> events(TaskStore store) {
        var events = new CopyOnWriteArrayList<StoreEvent>();
        store.subscribe(100, events::add);
        return events;
    }

    private static void insert(TaskStore store, Task task) {
        store.write(
                tx -> {
                    tx.insert(task);
                    tx.insertHold(
                            new Hold(
                                    SampleTasks.tenant("t" + task.id()),
                                    task.id(),
                                    SampleTasks.T0));
                    return null;
                });
    }

    private static String name(TaskStore store, TaskId id) {
        return store.reader().find(id).orElseThrow().origin().name().en();
    }
}
