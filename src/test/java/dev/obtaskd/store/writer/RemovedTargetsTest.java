package dev.obtaskd.store.writer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obtaskd.id.StoreScope;
import dev.obtaskd.store.BatchFault;
import dev.obtaskd.store.SampleTasks;
import dev.obtaskd.store.SteppedStore;
import dev.obtaskd.task.SubTaskState;
import dev.obtaskd.task.Task;
import dev.obtaskd.task.TaskDefinition.Target;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which targets every store considers removed. */
class RemovedTargetsTest {

    private static final Target SALES = new Target("TENANT", "sales");
    private static final Target REMOVED = new Target("TENANT", "sales", true);

    private SteppedStore store;
    private SteppedWriter writer;

    @AfterEach
    void close() {
        store.close();
    }

    @ParameterizedTest
    @EnumSource
    void theLastSuccessfulTaskDecides(StoreKind kind) {
        store = kind.open(StoreScope.LOCAL, "targets");
        writer = new SteppedWriter(store, Runnable::run);
        insert(task(10, SubTaskState.SUCCEEDED, SALES, 0, 5));
        assertThat(store.reader().removedTargets()).isEmpty();
        insert(task(20, SubTaskState.FAILED, REMOVED, 6, 7));
        assertThat(store.reader().removedTargets()).isEmpty();
        insert(task(30, SubTaskState.SUCCEEDED, REMOVED, 8, 20));
        assertThat(store.reader().removedTargets()).containsExactly(SALES);
        // Created before the target was removed, so its success proves nothing.
        insert(task(40, SubTaskState.SUCCEEDED, SALES, 19, 30));
        insert(task(50, SubTaskState.SUCCEEDED, new Target("HOST", "sales"), 31, 32));
        insert(task(60, SubTaskState.FAILED, SALES, 33, 34));
        assertThat(store.reader().removedTargets()).containsExactly(SALES);
        insert(task(70, SubTaskState.SUCCEEDED, SALES, 35, 36));
        assertThat(store.reader().removedTargets()).isEmpty();
        insert(task(80, SubTaskState.SUCCEEDED, REMOVED, 37, 38));
        insert(task(90, SubTaskState.SUCCEEDED, REMOVED, 39, 40));
        assertThat(store.reader().removedTargets()).containsExactly(SALES);
    }

    private void insert(Task task) {
        var done =
                writer.submit(
                        tx -> {
                            tx.insert(task);
                            return null;
                        });
        writer.serve(Integer.MAX_VALUE, BatchFault.NONE, () -> {});
        done.join();
    }

    private static Task task(long id, SubTaskState state, Target target, int from, int to) {
        return SampleTasks.withTarget(
                SampleTasks.task(id, state, SampleTasks.Named.task("t"), second(from), second(to)),
                target);
    }

    private static Instant second(int number) {
        return SampleTasks.T0.plusSeconds(number);
    }
}
