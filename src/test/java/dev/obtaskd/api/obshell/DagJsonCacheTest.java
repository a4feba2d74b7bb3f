package dev.obtaskd.api.obshell;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.obtaskd.id.TaskId;
import dev.obtaskd.store.SampleTasks;
import dev.obtaskd.task.AttemptResult;
import dev.obtaskd.task.Task;
import dev.obtaskd.task.TaskTransitions;
import dev.obtaskd.testing.StepBuilder;
import dev.obtaskd.testing.TaskScenario;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class DagJsonCacheTest {

    private final AtomicInteger tellings = new AtomicInteger();
    private final ObjectMapper json = new ObjectMapper();
    private final DagJsonCache dags =
            new DagJsonCache(
                    task -> {
                        tellings.incrementAndGet();
                        return DagRendering.dag(task);
                    },
                    json);

    @Test
    void aDagThatWaitsForSomebodyIsToldOnce() throws Exception {
        var failed = TaskScenario.of(StepBuilder.step("a")).start().fail("a").task();
        var told = dags.of(failed);
        assertThat(json.writeValueAsString(told))
                .isEqualTo(json.writeValueAsString(DagRendering.dag(failed)));
        assertThat(dags.of(failed)).isSameAs(told);
        assertThat(tellings).hasValue(1);
    }

    @Test
    void aDagThatHasChangedIsToldAnew() {
        var failed = TaskScenario.of(StepBuilder.step("a")).start().fail("a").task();
        dags.of(failed);
        dags.of(failed.withVersionOf(failed));
        assertThat(tellings).hasValue(2);
    }

    @Test
    void aLocalAndAClusterTaskOfTheSameNumberHaveADagEach() {
        var local = dags.of(failed(TaskId.local(17)));
        var cluster = dags.of(failed(TaskId.cluster(17)));
        assertThat(dags.of(failed(TaskId.local(17)))).isSameAs(local).isNotSameAs(cluster);
        assertThat(dags.of(failed(TaskId.cluster(17)))).isSameAs(cluster);
    }

    private static Task failed(TaskId id) {
        return TaskTransitions.end(
                        SampleTasks.running(id),
                        id.number() + 1,
                        1,
                        AttemptResult.Failed.error("exit code 1"),
                        SampleTasks.T0)
                .orElseThrow();
    }

    @Test
    void aDagWhoseLogsGrowIsToldEveryTime() {
        var running = TaskScenario.of(StepBuilder.step("a")).start().task();
        dags.of(running);
        dags.of(running);
        assertThat(tellings).hasValue(2);
    }

    @Test
    void aDagWithLongLogsIsNotKept() {
        var failed = TaskScenario.of(StepBuilder.step("a")).start().fail("a").task();
        var told = DagRendering.dag(failed);
        var node = told.nodes().getFirst();
        var sub = node.subTasks().getFirst();
        var lines = Collections.nCopies(70, "x".repeat(1_000));
        var talkative =
                new TaskDetail(
                        sub.id(),
                        sub.taskId(),
                        sub.name(),
                        sub.state(),
                        sub.operator(),
                        sub.startTime(),
                        sub.endTime(),
                        null,
                        sub.executeTimes(),
                        sub.executeAgent(),
                        lines);
        var tooLong =
                new DagDetail(
                        told.id(),
                        told.dagId(),
                        told.name(),
                        told.stage(),
                        told.maxStage(),
                        told.maintenanceType(),
                        told.maintenanceKey(),
                        told.state(),
                        told.operator(),
                        told.startTime(),
                        told.endTime(),
                        null,
                        List.of(
                                new NodeDetail(
                                        node.id(),
                                        node.nodeId(),
                                        node.name(),
                                        node.state(),
                                        node.operator(),
                                        node.startTime(),
                                        node.endTime(),
                                        null,
                                        List.of(talkative))));
        var talking =
                new DagJsonCache(
                        task -> {
                            tellings.incrementAndGet();
                            return tooLong;
                        },
                        json);
        assertThat(talking.of(failed)).isNotSameAs(talking.of(failed));
        assertThat(tellings).hasValue(2);
    }
}
