package dev.obtaskd.api.obshell;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.obtaskd.exclusion.TaskScope;
import dev.obtaskd.store.writer.StoreFixture;
import dev.obtaskd.task.Task;
import dev.obtaskd.testing.StepBuilder;
import dev.obtaskd.testing.TaskScenario;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnfinishedDagsTest {

    private final AtomicLong nanos = new AtomicLong();
    private final ObjectMapper json = new ObjectMapper();
    private final Task failed = TaskScenario.of(StepBuilder.step("a")).start().fail("a").task();
    private final Task running = TaskScenario.of(StepBuilder.step("a")).start().task();
    private StoreFixture store;
    private UnfinishedDags dags;
    private boolean lost;

    @BeforeEach
    void open(@TempDir Path directory) {
        store = new StoreFixture(directory, (sha256, document) -> failed.graph());
        dags =
                new UnfinishedDags(
                        new DagLists(store.tasks()),
                        DagRendering.dags(),
                        json,
                        () -> lost ? OptionalLong.empty() : store.writer().commitCount(),
                        nanos::get);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void readsAListOnceWhileNothingIsWritten() {
        insert(failed);
        var first = list(true);
        assertThat(first).hasSize(1);
        assertThat(list(true)).isSameAs(first);
        assertThat(list(false)).isNotEqualTo(first).isSameAs(list(false));
    }

    @Test
    void showsChangesImmediately() {
        assertThat(list(true)).isEmpty();
        insert(failed);
        var before = list(true);
        assertThat(before).hasSize(1);
        write(failed, failed.withVersionOf(failed));
        assertThat(list(true)).isNotSameAs(before).hasSize(1);
    }

    @Test
    void keepsAListPerScope() {
        insert(failed);
        var scope = failed.origin().claim().scope();
        assertThat(list(scope, true)).hasSize(1);
        assertThat(list(scope == TaskScope.LOCAL ? TaskScope.CLUSTER : TaskScope.LOCAL, true))
                .isEmpty();
    }

    @Test
    void readsGrowingLogsEveryTime() {
        insert(running);
        assertThat(list(true)).isNotSameAs(list(true));
        assertThat(list(false)).isSameAs(list(false));
    }

    @Test
    void keepsNoListLongerThanASecond() {
        insert(failed);
        var first = list(true);
        nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThat(list(true)).isNotSameAs(first);
    }

    @Test
    void keepsNoListWhileTheStoreIsLost() {
        insert(failed);
        var first = list(true);
        lost = true;
        var second = list(true);
        assertThat(second).isNotSameAs(first);
        lost = false;
        assertThat(list(true)).isNotSameAs(second);
    }

    private List<SerializedDag> list(boolean details) {
        return list(null, details);
    }

    private List<SerializedDag> list(TaskScope scope, boolean details) {
        return dags.of(scope, details).await().atMost(Duration.ofSeconds(10));
    }

    private void insert(Task task) {
        store.writer()
                .<Void>write(
                        tx -> {
                            tx.insert(task);
                            return null;
                        });
    }

    private void write(Task before, Task after) {
        store.writer()
                .<Void>write(
                        tx -> {
                            tx.update(before, after);
                            return null;
                        });
    }
}
