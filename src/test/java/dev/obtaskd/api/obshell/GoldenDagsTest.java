package dev.obtaskd.api.obshell;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.obtaskd.exclusion.Claim;
import dev.obtaskd.exclusion.Maintenance;
import dev.obtaskd.exclusion.Scope;
import dev.obtaskd.task.AttemptResult;
import dev.obtaskd.task.Direction;
import dev.obtaskd.task.Flow;
import dev.obtaskd.task.Graph;
import dev.obtaskd.task.Origin;
import dev.obtaskd.task.SubTask;
import dev.obtaskd.task.SubTaskOp;
import dev.obtaskd.task.Task;
import dev.obtaskd.task.TaskOp;
import dev.obtaskd.task.Text;
import dev.obtaskd.testing.Play;
import dev.obtaskd.testing.Steps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whole dags as they are sent, compared with files; on a difference what is sent now is left in {@code target}. */
class GoldenDagsTest {

    private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void aChain() throws IOException {
        assertGolden("chain", play().start().pass(SECOND).succeed("a").pass(SECOND).succeed("b").pass(SECOND).succeed("c").task());
    }

    @Test
    void branchesAreOneChain() throws IOException {
        var play = Play.of(Steps.step("a"), Steps.step("d", "b", "c"), Steps.step("b", "a"), Steps.step("c", "a"));
        assertGolden("branches", play.succeed("a", "c").task());
    }

    @Test
    void failed() throws IOException {
        assertGolden("failed", failedAtB().task());
    }

    @Test
    void rolledBack() throws IOException {
        assertGolden("rolled-back", failedAtB().op(TaskOp.ROLLBACK).start().pass(SECOND).succeed("b").pass(SECOND).succeed("a").task());
    }

    @Test
    void passed() throws IOException {
        assertGolden("passed", failedAtB().pass(SECOND).op(TaskOp.ABANDON).task());
        assertGolden("node-passed", failedAtB().pass(SECOND).op(SubTaskOp.SKIP, "b").start().pass(SECOND).succeed("c").task());
    }

    @Test
    void cancelled() throws IOException {
        assertGolden("cancelled", play().start().pass(SECOND).succeed("a").pass(SECOND).op(TaskOp.TERMINATE).pass(SECOND).stopped("b").task());
    }

    @Test
    void aStepOnSeveralHostsIsOneNode() throws IOException {
        var task = Flow.begin(parallel(), AT);
        task = Flow.start(Flow.start(task, 2, AT, null), 3, AT.plusMillis(1), null);
        task = Flow.end(task, 2, 1, new AttemptResult.Succeeded(Map.of(), 0), AT.plusSeconds(1)).orElseThrow();
        task = Flow.end(task, 3, 1, AttemptResult.Failed.error("exit code 3"), AT.plusSeconds(2)).orElseThrow();
        assertGolden("parallel", task);
        var node = Told.dags().node(task, task.graph().step("each"), true);
        assertThat(node.id()).isEqualTo("12");
        assertThat(node.additionalData()).isEmpty();
    }

    private static Play play() {
        return Play.of(Steps.step("a"), Steps.step("b", "a"), Steps.step("c", "b"));
    }

    private static Play failedAtB() {
        return play().start().pass(SECOND).succeed("a").pass(SECOND).fail("b");
    }

    private static Task parallel() {
        var claim = new Claim(Scope.CLUSTER, Maintenance.TENANT, "t1", null);
        var hosts = List.of("10.0.0.5:2886", "[2001:db8::1]:2886");
        var origin = new Origin(1, "test", new Text("test", "测试"), claim, false, null, hosts, "{}", "{}", "",
                new Origin.Initiator("admin", Origin.Source.API), null, false, null, AT.minusSeconds(1));
        var subTasks = new ArrayList<SubTask>();
        hosts.forEach(host -> subTasks.add(SubTask.pending(subTasks.size() + 2, "each", host)));
        subTasks.add(SubTask.pending(4, "after", hosts.getFirst()));
        var graph = Graph.of(List.of(Steps.step("each"), Steps.step("after", "each")));
        return new Task(origin, graph, subTasks, Direction.FORWARD, false, false, true, null, null, null, 0);
    }

    private static void assertGolden(String name, Task task) throws IOException {
        var actual = Path.of("target/obshell-golden/" + name + ".json");
        Files.createDirectories(actual.getParent());
        Files.writeString(actual, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(Told.dag(task)) + "\n");
        assertThat(actual).hasSameTextualContentAs(Path.of("src/test/resources/dev/obtaskd/api/obshell/golden/" + name + ".json"));
    }
}
