package dev.obtaskd.api.obshell;

import static dev.obtaskd.task.TaskOp.ROLLBACK;
import static dev.obtaskd.task.TaskOp.TERMINATE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.obtaskd.task.SubTaskOp;
import dev.obtaskd.task.TaskOp;
import dev.obtaskd.task.TaskStep;
import dev.obtaskd.testing.StepBuilder;
import dev.obtaskd.testing.TaskScenario;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Puts tasks into the states in which dags of obshell were observed, and compares the responses.
 * States that exist in obshell only because its scheduler polls once a second (READY after an
 * operator, a node that is running although its sub task has ended) do not occur here; for those
 * only the line of the dag is compared, without its nodes.
 */
class ObservedDagsTest {

    private final Map<String, String> observed = read();

    @Test
    void aChainRunsAndFails() {
        var script = chain(11).start();
        assertSame("c02_init__01_RUNNING_RUN", script);
        script.succeed("s1");
        assertSameDag("c02_init__05_RUNNING_RUN", script);
        script.succeed("s2");
        assertSame("r02_after_restart__00_RUNNING_RUN", script);
        script.fail("s3");
        assertSame("c02_init__08_FAILED_RUN", script);
        assertSame("r02_after_restart__02_FAILED_RUN", script);
    }

    @Test
    void aChainSucceeds() {
        assertSame("b04_server_config__00_RUNNING_RUN", chain(1).start());
        assertSame("a05_join_self_succeeded_details", chain(1).succeedAll());
        var two = chain(2).start();
        assertSame("b06_remove_all__01_RUNNING_RUN", two);
        assertSame("b06_remove_all__05_SUCCEED_RUN", two.succeedAll());
    }

    @Test
    void aRetryRollsBackAndRunsAgain() {
        var script = failedAtThree().op(TaskOp.RETRY).start();
        assertSameDag("c08_retry__01_RUNNING_RUN", script);
        script.succeed("s3");
        assertSameDag("c08_retry__02_RUNNING_RUN", script);
        script.fail("s3");
        assertSame("c08_retry__03_FAILED_RUN", script);
    }

    @Test
    void aPassedNodeIsDoneAndIsRolledBackLikeTheOthers() {
        var script =
                failedAtThree()
                        .op(TaskOp.RETRY)
                        .succeed("s3")
                        .fail("s3")
                        .op(SubTaskOp.SKIP, "s3")
                        .start();
        assertSameDag("c11_after_node_pass__03_RUNNING_RUN", script);
        script.fail("s4");
        assertSame("c11_after_node_pass__04_FAILED_RUN", script);
        script.op(ROLLBACK).start();
        assertSameDag("c14_rollback__01_RUNNING_ROLLBACK", script);
        script.succeed("s4");
        assertSameDag("c14_rollback__03_RUNNING_ROLLBACK", script);
        script.succeed("s3");
        assertSameDag("c14_rollback__05_RUNNING_ROLLBACK", script);
        script.succeed("s2");
        assertSameDag("c14_rollback__07_RUNNING_ROLLBACK", script);
        script.succeed("s1");
        assertSame("c14_rollback__08_SUCCEED_ROLLBACK", script);
    }

    @Test
    void aCanceledDagFailsAndCanBeRolledBack() {
        var script = chain(11).succeed("s1", "s2").op(TERMINATE);
        assertSameDag("d05_cancel__01_RUNNING_CANCEL", script);
        script.stopped("s3");
        assertSame("d05_cancel__02_FAILED_CANCEL", script);
        script.op(ROLLBACK).start();
        assertSameDag("d09_rollback__01_RUNNING_ROLLBACK", script);
        script.succeed("s3", "s2", "s1");
        assertSame("d09_rollback__06_SUCCEED_ROLLBACK", script);
    }

    @Test
    void nodesThatWaitForTheirRollbackArePending() {
        var script =
                chain(11)
                        .succeed("s1", "s2")
                        .op(TERMINATE)
                        .stopped("s3")
                        .op(ROLLBACK)
                        .start()
                        .succeed("s3");
        var nodes = DagRendering.line(script.task()).split(" \\| ");
        var seen = observed.get("d09_rollback__03_RUNNING_ROLLBACK").split(" \\| ");
        assertThat(nodes[1]).isEqualTo(seen[1]).startsWith("PENDING ROLLBACK zz");
        assertThat(nodes[3]).isEqualTo(seen[3]).startsWith("SUCCEED ROLLBACK tt");
        assertThat(nodes[4]).isEqualTo(seen[4]).startsWith("PENDING RUN tt");
    }

    private TaskScenario failedAtThree() {
        return chain(11).succeed("s1", "s2").fail("s3");
    }

    private static TaskScenario chain(int length) {
        return TaskScenario.of(
                IntStream.rangeClosed(1, length)
                        .mapToObj(
                                i ->
                                        i == 1
                                                ? StepBuilder.step("s1")
                                                : StepBuilder.step("s" + i, "s" + (i - 1)))
                        .toArray(TaskStep[]::new));
    }

    private void assertSame(String seen, TaskScenario script) {
        assertThat(DagRendering.line(script.task())).as(seen).isEqualTo(observed.get(seen));
    }

    private void assertSameDag(String seen, TaskScenario script) {
        assertThat(dag(DagRendering.line(script.task())))
                .as(seen)
                .isEqualTo(dag(observed.get(seen)));
    }

    private static String dag(String line) {
        return line.substring(0, line.indexOf(" | "));
    }

    private static Map<String, String> read() {
        try (var lines = ObservedDagsTest.class.getResourceAsStream("observed-dags.txt")) {
            var observed = new LinkedHashMap<String, String>();
            for (var line :
                    new String(lines.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
                var parts = line.split(" = ", 2);
                observed.put(parts[0], parts[1]);
            }
            return observed;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
