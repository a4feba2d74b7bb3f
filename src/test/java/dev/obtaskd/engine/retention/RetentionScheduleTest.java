package dev.obtaskd.engine.retention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obtaskd.engine.EngineFixture;
import dev.obtaskd.engine.SubmitResult;
import dev.obtaskd.store.TaskFilter;
import dev.obtaskd.store.TaskSort;
import dev.obtaskd.task.Task;
import dev.obtaskd.task.TaskDefinition;
import dev.obtaskd.task.TaskState;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which retention tasks are submitted; the test replaces their work. */
class RetentionScheduleTest {

    @TempDir Path directory;

    private EngineFixture engine;
    private RetentionSchedule schedule;

    @BeforeEach
    void start() {
        var head = "scope: LOCAL\nmaintenance: {type: NONE}\nhidden: true";
        EngineFixture.operation(directory, RetentionSchedule.OPERATION, head, "delete");
        engine = new EngineFixture(directory, 2);
        schedule = new RetentionSchedule(engine.submit, engine.control, engine.store.tasks());
    }

    @AfterEach
    void stop() {
        engine.close();
    }

    @Test
    void submitsAHiddenTaskOfTheSystem() {
        var task = submitted();
        assertThat(task.origin().hidden()).isTrue();
        assertThat(task.origin().initiator())
                .isEqualTo(new TaskDefinition.Initiator("system", TaskDefinition.Source.SYSTEM));
        assertThat(engine.store.tasks().counts().values()).containsOnly(0L);
    }

    @Test
    void submitsNoneWhileOneIsUnfinished() {
        var first = submitted();
        assertThat(schedule.submit()).isEmpty();
        engine.succeed(first.id().number(), "delete");
        assertThat(submitted().id()).isNotEqualTo(first.id());
    }

    @Test
    void replacesAFailedTask() {
        var first = submitted();
        engine.fail(first.id().number(), "delete");
        var second = submitted();
        assertThat(engine.task(first.id().number()).state()).isEqualTo(TaskState.ABANDONED);
        assertThat(second.state()).isEqualTo(TaskState.RUNNING);
        assertThat(all()).hasSize(2);
    }

    private Task submitted() {
        var submitted = schedule.submit();
        assertThat(submitted).containsInstanceOf(SubmitResult.Accepted.class);
        return ((SubmitResult.Accepted) submitted.orElseThrow()).task();
    }

    private List<Task> all() {
        var hidden =
                new TaskFilter(
                        TaskFilter.ALL.states(),
                        null,
                        null,
                        RetentionSchedule.OPERATION,
                        null,
                        null,
                        null,
                        null,
                        TaskFilter.ALL.hosts(),
                        null,
                        null,
                        null,
                        true);
        return engine.store.tasks().page(hidden, TaskSort.DEFAULT, 9, null).items();
    }
}
