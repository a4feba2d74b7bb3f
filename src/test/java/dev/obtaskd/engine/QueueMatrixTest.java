package dev.obtaskd.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obtaskd.task.SubTaskOp;
import dev.obtaskd.task.SubTaskState;
import dev.obtaskd.task.TaskOp;
import dev.obtaskd.task.TaskState;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The rows of the tables that need a daemon without a free worker: PENDING tasks with READY sub
 * tasks.
 */
class QueueMatrixTest {

    @TempDir Path directory;

    private EngineFixture engine;
    private long queued;

    @BeforeEach
    void start() {
        var head = "scope: LOCAL\nmaintenance: {type: NONE}";
        EngineFixture.operation(directory, "busy", head, "b");
        EngineFixture.operation(directory, "queued", head, "q");
        engine = new EngineFixture(directory, 1);
        engine.accepted("busy");
        queued = engine.accepted("queued");
        assertThat(engine.task(queued).state()).isEqualTo(TaskState.PENDING);
        assertThat(engine.states(queued)).isEqualTo("q=READY");
    }

    @AfterEach
    void stop() {
        engine.close();
    }

    @Test
    void aPendingTaskCanOnlyBeTerminated() {
        for (var op : new TaskOp[] {TaskOp.RETRY, TaskOp.ROLLBACK, TaskOp.ABANDON}) {
            assertThat(engine.op(op, queued))
                    .as(op.apiName())
                    .isInstanceOf(ControlResult.Refused.class);
        }
        assertThat(engine.op(TaskOp.TERMINATE, queued)).isInstanceOf(ControlResult.Accepted.class);
        assertThat(engine.task(queued).state()).isEqualTo(TaskState.FAILED);
        assertThat(engine.task(queued).subTasksOf("q").getFirst().attempt().startedAt()).isNull();
    }

    @Test
    void aReadySubTaskCanOnlyBeTerminated() {
        assertThat(engine.op(SubTaskOp.RETRY, queued, "q"))
                .isInstanceOf(ControlResult.Refused.class);
        assertThat(engine.op(SubTaskOp.SKIP, queued, "q"))
                .isInstanceOf(ControlResult.Refused.class);
        assertThat(engine.op(SubTaskOp.TERMINATE, queued, "q"))
                .isInstanceOf(ControlResult.Accepted.class);
        assertThat(engine.task(queued).subTasksOf("q").getFirst().state())
                .isEqualTo(SubTaskState.TERMINATED);
    }
}
