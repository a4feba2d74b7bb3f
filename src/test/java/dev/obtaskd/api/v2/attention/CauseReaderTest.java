package dev.obtaskd.api.v2.attention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obtaskd.api.v2.http.Audience;
import dev.obtaskd.api.v2.http.ResponseContext;
import dev.obtaskd.api.v2.wire.TaskView.TargetView;
import dev.obtaskd.id.AgentAddress;
import dev.obtaskd.security.UserRole;
import dev.obtaskd.store.SampleTasks;
import dev.obtaskd.store.writer.StoreFixture;
import dev.obtaskd.task.SubTaskState;
import dev.obtaskd.task.Task;
import dev.obtaskd.text.Language;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CauseReaderTest {

    private static final ResponseContext CONTEXT =
            new ResponseContext(
                    new Audience(Language.EN, UserRole.ADMIN),
                    SampleTasks.T0.plusSeconds(100_000),
                    AgentAddress.parse("10.0.0.1:2887"),
                    any -> true,
                    target -> new TargetView(target.type(), target.name(), null, null, false));

    @TempDir Path directory;

    private StoreFixture store;
    private CauseReader reader;

    @BeforeEach
    void open() {
        store = new StoreFixture(directory);
        reader = new CauseReader(store.tasks, new FailureFocus((task, context) -> null));
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void readsTheNewestFailedTasksUpToItsLimit() {
        var more = CauseReader.TASKS_PER_STATE + 3;
        for (var i = 1; i <= more; i++) {
            insert(i * 10L, SubTaskState.FAILED, SampleTasks.T0.plusSeconds(i));
        }
        insert(100_000, SubTaskState.SUCCEEDED, SampleTasks.T0);
        var causes = reader.read(CONTEXT).causes();
        assertThat(causes).hasSize(1);
        assertThat(causes.getFirst().tasks())
                .hasSize(CauseReader.TASKS_PER_STATE)
                .extracting(task -> task.id().number())
                .doesNotContain(10L, 20L, 30L)
                .contains(more * 10L);
    }

    @Test
    void keepsNoLongTexts() {
        insert(10, SubTaskState.FAILED, SampleTasks.T0.plusSeconds(1));
        var task = reader.read(CONTEXT).causes().getFirst().tasks().getFirst();
        assertThat(task.origin().params()).isEqualTo("{}");
        assertThat(task.subTasks()).allMatch(subTask -> subTask.output().isEmpty());
    }

    private void insert(long id, SubTaskState state, Instant createdAt) {
        Task task =
                SampleTasks.task(
                        id,
                        state,
                        SampleTasks.Named.task("t"),
                        createdAt,
                        createdAt.plusSeconds(1));
        store.writer
                .<Void>submit(
                        tx -> {
                            tx.insert(task);
                            return null;
                        })
                .join();
    }
}
