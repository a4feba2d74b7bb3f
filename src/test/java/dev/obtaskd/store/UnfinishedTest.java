package dev.obtaskd.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obtaskd.exclusion.Scope;
import dev.obtaskd.task.SubTaskState;
import dev.obtaskd.task.Task;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnfinishedTest {

    @TempDir
    Path directory;

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
    void hasTheNewestFirstAndNoMoreThanAskedFor() {
        insert(Samples.task(10));
        insert(Samples.task(20, SubTaskState.SUCCEEDED, Samples.Named.task("over"), Samples.T0, Samples.T0));
        insert(Samples.task(30));
        insert(Samples.task(40));
        assertThat(ids(null, 10)).containsExactly(40L, 30L, 10L);
        assertThat(ids(null, 2)).containsExactly(40L, 30L);
        assertThat(ids(Scope.LOCAL, 10)).containsExactly(40L, 30L, 10L);
        assertThat(ids(Scope.CLUSTER, 10)).isEmpty();
    }

    @Test
    void showsEveryChangeAndReadsNothingElseAgain() {
        var stays = Samples.task(10);
        var moves = Samples.task(20);
        insert(stays);
        insert(moves);
        var first = store.tasks.unfinished(null, 10);
        var failed = Samples.changed(moves, List.of(
                Samples.changed(moves.subTasks().getFirst(), SubTaskState.FAILED, null), moves.subTasks().getLast()));
        update(moves, failed);
        var second = store.tasks.unfinished(null, 10);
        assertThat(second.getFirst()).isEqualTo(failed);
        assertThat(second.getLast()).isSameAs(first.getLast());
        var over = Samples.changed(failed, failed.subTasks().stream()
                .map(subTask -> Samples.changed(subTask, SubTaskState.SUCCEEDED, null))
                .toList());
        update(failed, over);
        assertThat(ids(null, 10)).containsExactly(10L);
    }

    private List<Long> ids(Scope scope, int limit) {
        return store.tasks.unfinished(scope, limit).stream().map(Task::id).toList();
    }

    private void insert(Task task) {
        store.writer.write(tx -> {
            tx.insert(task);
            return null;
        });
    }

    private void update(Task before, Task after) {
        store.writer.write(tx -> {
            tx.update(before, after);
            return null;
        });
    }
}
