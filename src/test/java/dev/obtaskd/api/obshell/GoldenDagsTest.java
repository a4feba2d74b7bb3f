package dev.obtaskd.api.obshell;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.obtaskd.exclusion.Claim;
import dev.obtaskd.exclusion.MaintenanceType;
import dev.obtaskd.exclusion.TaskScope;
import dev.obtaskd.id.AgentAddress;
import dev.obtaskd.id.TaskId;
import dev.obtaskd.task.AttemptResult;
import dev.obtaskd.task.ClaimStatus;
import dev.obtaskd.task.Direction;
import dev.obtaskd.task.Lifetime;
import dev.obtaskd.task.SubTask;
import dev.obtaskd.task.SubTaskOp;
import dev.obtaskd.task.Task;
import dev.obtaskd.task.TaskDefinition;
import dev.obtaskd.task.TaskGraph;
import dev.obtaskd.task.TaskOp;
import dev.obtaskd.task.TaskTransitions;
import dev.obtaskd.testing.StepBuilder;
import dev.obtaskd.testing.TaskScenario;
import dev.obtaskd.text.LocalizedText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Compares whole dags with files; on a difference the actual dag is written to {@code target}. */
class GoldenDagsTest {

    private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void aChainOfSteps() throws IOException {
        assertGolden(
                "chain",
                chain().start()
                        .pass(SECOND)
                        .succeed("a")
                        .pass(SECOND)
                        .succeed("b")
                        .pass(SECOND)
                        .succeed("c")
                        .task());
    }

    @Test
    void parallelBranchesAreOneChain() throws IOException {
        var script =
                TaskScenario.of(
                        StepBuilder.step("a"),
                        StepBuilder.step("d", "b", "c"),
                        StepBuilder.step("b", "a"),
                        StepBuilder.step("c", "a"));
        assertGolden("branches", script.succeed("a", "c").task());
    }

    @Test
    void failed() throws IOException {
        assertGolden("failed", failedAtB().task());
    }

    @Test
    void rolledBack() throws IOException {
        assertGolden(
                "rolled-back",
                failedAtB()
                        .op(TaskOp.ROLLBACK)
                        .start()
                        .pass(SECOND)
                        .succeed("b")
                        .pass(SECOND)
                        .succeed("a")
                        .task());
    }

    @Test
    void passed() throws IOException {
        assertGolden("passed", failedAtB().pass(SECOND).op(TaskOp.ABANDON).task());
        assertGolden(
                "node-passed",
                failedAtB()
                        .pass(SECOND)
                        .op(SubTaskOp.SKIP, "b")
                        .start()
                        .pass(SECOND)
                        .succeed("c")
                        .task());
    }

    @Test
    void cancelled() throws IOException {
        assertGolden(
                "cancelled",
                chain().start()
                        .pass(SECOND)
                        .succeed("a")
                        .pass(SECOND)
                        .op(TaskOp.TERMINATE)
                        .pass(SECOND)
                        .stopped("b")
                        .task());
    }

    @Test
    void aStepOnSeveralHostsIsOneNode() throws IOException {
        var task = TaskTransitions.begin(parallel(), AT);
        task =
                TaskTransitions.start(
                        TaskTransitions.start(task, 2, AT, null), 3, AT.plusMillis(1), null);
        task =
                TaskTransitions.endAttempt(
                                task,
                                2,
                                1,
                                new AttemptResult.Succeeded(Map.of(), 0),
                                AT.plusSeconds(1))
                        .orElseThrow();
        task =
                TaskTransitions.endAttempt(
                                task,
                                3,
                                1,
                                AttemptResult.Failed.error("exit code 3"),
                                AT.plusSeconds(2))
                        .orElseThrow();
        assertGolden("parallel", task);
        var node = DagRendering.dags().node(task, task.graph().step("each"), true);
        assertThat(node.id()).isEqualTo("12");
        assertThat(node.additionalData()).isEmpty();
    }

    private static TaskScenario chain() {
        return TaskScenario.of(
                StepBuilder.step("a"), StepBuilder.step("b", "a"), StepBuilder.step("c", "b"));
    }

    private static TaskScenario failedAtB() {
        return chain().start().pass(SECOND).succeed("a").pass(SECOND).fail("b");
    }

    private static Task parallel() {
        var claim = new Claim(TaskScope.CLUSTER, MaintenanceType.TENANT, "t1", null);
        var hosts =
                List.of(
                        AgentAddress.parse("10.0.0.5:2886"),
                        AgentAddress.parse("[2001:db8::1]:2886"));
        var origin =
                new TaskDefinition(
                        TaskId.local(1),
                        "test",
                        new LocalizedText("test", "测试"),
                        claim,
                        false,
                        null,
                        hosts,
                        "{}",
                        "{}",
                        "",
                        new TaskDefinition.Initiator("admin", TaskDefinition.Source.API),
                        null,
                        false,
                        null,
                        AT.minusSeconds(1));
        var subTasks = new ArrayList<SubTask>();
        hosts.forEach(host -> subTasks.add(SubTask.pending(subTasks.size() + 2, "each", host)));
        subTasks.add(SubTask.pending(4, "after", hosts.getFirst()));
        var graph =
                TaskGraph.of(List.of(StepBuilder.step("each"), StepBuilder.step("after", "each")));
        return new Task(
                origin,
                graph,
                subTasks,
                Direction.FORWARD,
                false,
                false,
                new ClaimStatus(true, null),
                Lifetime.NOT_STARTED,
                0);
    }

    private static void assertGolden(String name, Task task) throws IOException {
        var actual = Path.of("target/obshell-golden/" + name + ".json");
        Files.createDirectories(actual.getParent());
        Files.writeString(
                actual,
                JSON.writerWithDefaultPrettyPrinter().writeValueAsString(DagRendering.dag(task))
                        + "\n");
        assertThat(actual)
                .hasSameTextualContentAs(
                        Path.of(
                                "src/test/resources/dev/obtaskd/api/obshell/golden/"
                                        + name
                                        + ".json"));
    }
}
