package dev.obtaskd.store.writer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obtaskd.exclusion.TaskScope;
import dev.obtaskd.store.SampleTasks;
import dev.obtaskd.task.SubTaskState;
import dev.obtaskd.task.Task;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnfinishedTasksTest {

    @TempDir Path directory;

    private StoreFixture store;

    @BeforeEach
    void open() {
        store = new StoreFixture(directory);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void listsTheNewestFirstUpToTheLimit() {
        insert(SampleTasks.task(10));
        insert(
                SampleTasks.task(
                        20,
                        SubTaskState.SUCCEEDED,
                        SampleTasks.Named.task("over"),
                        SampleTasks.T0,
                        SampleTasks.T0));
        insert(SampleTasks.task(30));
        insert(SampleTasks.task(40));
        assertThat(ids(null, 10)).containsExactly(40L, 30L, 10L);
        assertThat(ids(null, 2)).containsExactly(40L, 30L);
        assertThat(ids(TaskScope.LOCAL, 10)).containsExactly(40L, 30L, 10L);
        assertThat(ids(TaskScope.CLUSTER, 10)).isEmpty();
    }

    @Test
    void showsEveryChangeAndReadsOnlyChangedTasks() {
        var stays = SampleTasks.task(10);
        var moves = SampleTasks.task(20);
        insert(stays);
        insert(moves);
        var first = store.tasks.unfinished(null, 10);
        var failed =
                SampleTasks.changed(
                        moves,
                        List.of(
                                SampleTasks.changed(
                                        moves.subTasks().getFirst(), SubTaskState.FAILED, null),
                                moves.subTasks().getLast()));
        update(moves, failed);
        var second = store.tasks.unfinished(null, 10);
        assertThat(second.getFirst()).isEqualTo(failed);
        assertThat(second.getLast()).isSameAs(first.getLast());
        var over =
                SampleTasks.changed(
                        failed,
                        failed.subTasks().stream()
                                .map(
                                        subTask ->
                                                SampleTasks.changed(
                                                        subTask, SubTaskState.SUCCEEDED, null))
                                .toList());
        update(failed, over);
        assertThat(ids(null, 10)).containsExactly(10L);
    }

    private List<Long> ids(TaskScope scope, int limit) {
        return store.tasks.unfinished(scope, limit).stream()
                .map(task -> task.id().number())
                .toList();
    }

    private void insert(Task task) {
        store.writer.write(
                tx -> {
                    tx.insert(task);
                    return null;
                });
    }

    private void update(Task before, Task after) {
        store.writer.write(
                tx -> {
                    tx.update(before, after);
                    return null;
                });
    }
}
