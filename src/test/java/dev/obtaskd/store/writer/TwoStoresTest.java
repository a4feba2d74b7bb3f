package dev.obtaskd.store.writer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obtaskd.exclusion.Hold;
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

/** Two stores in one process, as a daemon has its own and one of its cluster. */
class TwoStoresTest {

    @TempDir Path directory;

    @Test
    void theSameNumbersAreOtherTasksInEachStore() throws IOException {
        try (var first = open("first");
                var second = open("second")) {
            TaskStore local = first.writer;
            TaskStore cluster = second.writer;
            var localEvents = events(local);
            var clusterEvents = events(cluster);
            insert(local, SampleTasks.named(10, "local"));
            insert(cluster, SampleTasks.named(10, "cluster"));
            insert(cluster, SampleTasks.named(20, "another"));
            assertThat(name(local, 10)).isEqualTo("local");
            assertThat(name(cluster, 10)).isEqualTo("cluster");
            assertThat(local.reader().find(20)).isEmpty();
            assertThat(cluster.reader().holds()).hasSize(2);
            assertThat(local.reader().holds()).extracting(Hold::taskId).containsExactly(10L);
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
                                                            10, null, TaskChange.Kind.CREATED, 0)));
        }
    }

    @Test
    void oneStoreGoesOnWhenTheOtherIsClosed() throws IOException {
        try (var first = open("first")) {
            var second = open("second");
            second.close();
            assertThat(second.writer.health().writable()).isFalse();
            assertThat(first.writer.health().writable()).isTrue();
            insert(first.writer, SampleTasks.task(10));
            assertThat(first.tasks.find(10)).isPresent();
        }
    }

    private StoreFixture open(String name) throws IOException {
        return new StoreFixture(Files.createDirectory(directory.resolve(name)));
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
                    tx.take(
                            new Hold(
                                    SampleTasks.tenant("t" + task.id()),
                                    task.id(),
                                    SampleTasks.T0));
                    return null;
                });
    }

    private static String name(TaskStore store, long id) {
        return store.reader().find(id).orElseThrow().origin().name().en();
    }
}
