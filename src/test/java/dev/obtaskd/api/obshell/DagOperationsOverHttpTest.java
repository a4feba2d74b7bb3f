package dev.obtaskd.api.obshell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.obtaskd.api.v2.TaskDaemon;
import dev.obtaskd.api.v2.TaskScript;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(TaskDaemon.class)
class DagOperationsOverHttpTest extends DagHttp {

    @Test
    void retryResumesAFailedDag() {
        var script = TaskScript.failed("play.none");
        assertDone(post("/dag/" + script.id(), "reTry"));
        script.signal("undo-a", "ok");
        script.signal("a", "ok");
        script.signal("b", "ok");
        script.awaitState("SUCCEEDED");
        assertPhase(script, "SUCCEED", "RUN");
        assertThat(
                        DagHttp.<Integer>in(
                                get("/dag/" + script.id()),
                                "data.nodes[0].sub_tasks[0].execute_times"))
                .isEqualTo(3);
    }

    @Test
    void rollbackRollsBackAFailedDag() {
        var script = TaskScript.failed("play.none");
        script.signal("undo-a", "ok");
        assertDone(post("/dag/" + script.id(), "ROLLBACK"));
        script.awaitState("ROLLED_BACK");
        assertPhase(script, "SUCCEED", "ROLLBACK");
    }

    @Test
    void cancelCanBeRepeated() {
        var script = TaskScript.start("play.none");
        assertDone(post("/dag/" + script.id(), "CANCEL"));
        var again = post("/dag/" + script.id(), "CANCEL");
        assertThat(
                        again.status() == 200
                                || "Task.Dag.Operator.CancelFinishedDag".equals(again.errCode()))
                .isTrue();
        script.awaitState("FAILED");
        assertPhase(script, "FAILED", "CANCEL");
        assertThat(
                        DagHttp.<List<?>>in(
                                get("/dag/" + script.id()), "data.nodes[0].sub_tasks[0].task_logs"))
                .last()
                .asString()
                .startsWith("terminated: ");
        script.end();
    }

    /** The Go SDK of obshell shows this line as the error. */
    @Test
    void theLastLogLineOfAFailedSubTaskIsItsError() {
        var script = TaskScript.failed("play.none");
        assertThat(
                        DagHttp.<List<?>>in(
                                get("/dag/" + script.id()), "data.nodes[0].sub_tasks[0].task_logs"))
                .last()
                .asString()
                .matches("failed: exit code [0-9]+ after [0-9]+ ms: a breaks");
        script.end();
    }

    @Test
    void passEndsAFailedDagAndReleasesItsClaim() {
        var script = TaskScript.failed("play.obproxy");
        assertThat(script.id()).startsWith("4");
        assertDone(post("/dag/" + script.id(), "PASS"));
        assertPhase(script, "SUCCEED", "PASS");
        TaskScript.failed("play.obproxy").end();
    }

    @Test
    void aPassedNodeCountsAsDone() {
        var script = TaskScript.failed("play.none");
        String node = in(get("/dag/" + script.id()), "data.nodes[0].id");
        assertDone(post("/node/" + node, "pass"));
        assertThat(DagHttp.<String>in(get("/node/" + node), "data.operator")).isEqualTo("PASS");
        assertThat(script.detail().getString("subTasks[0].skipped.by")).isEqualTo("admin");
        script.signal("b", "ok");
        script.awaitState("SUCCEEDED");
    }

    @Test
    void aRollbackCannotBeCanceled() {
        var script = TaskScript.failed("play.none");
        assertDone(post("/dag/" + script.id(), "ROLLBACK"));
        assertRefused(
                post("/dag/" + script.id(), "CANCEL"),
                400,
                "Task.Dag.Operator.CancelNotAllowed",
                "rolled back");
        assertThat(script.state()).isEqualTo("ROLLING_BACK");
        script.signal("undo-a", "no");
        script.awaitState("ROLLBACK_FAILED");
        String node = in(get("/dag/" + script.id()), "data.nodes[0].id");
        assertRefused(
                post("/node/" + node, "PASS"),
                400,
                "Task.Node.Operator.PassNotAllowed",
                "rollback");
        assertDone(post("/dag/" + script.id(), "PASS"));
    }

    @Test
    void operationsAreAudited() {
        var play = TaskScript.failed("play.none");
        assertDone(post("/dag/" + play.id(), "PASS"));
        assertThat(post("/dag/" + play.id(), "CANCEL").status()).isEqualTo(400);
        var entries = TaskScript.viewer().get("/api/v2/tasks/" + play.id() + "/audit").jsonPath();
        assertThat(entries.<Map<String, Object>>getList("items").subList(0, 2))
                .allSatisfy(
                        entry ->
                                assertThat(entry)
                                        .containsEntry("actor", "admin")
                                        .containsEntry("role", "ADMIN")
                                        .containsEntry("source", "API")
                                        .containsEntry("address", "127.0.0.1")
                                        .containsEntry("objectType", "TASK")
                                        .containsEntry("objectId", play.id()))
                .extracting(entry -> entry.get("action") + " " + entry.get("result"))
                .containsExactly("terminate REFUSED", "abandon ACCEPTED");
    }

    @Test
    void operatorsThatAStepForbidsAreRefused() {
        var script = TaskScript.start("play.fixed");
        assertRefused(
                post("/dag/" + script.id(), "CANCEL"),
                400,
                "Task.Dag.Operator.CancelNotAllowed",
                "Step a");
        script.signal("a", "no");
        script.awaitState("FAILED");
        assertRefused(
                post("/dag/" + script.id(), "RETRY"),
                400,
                "Task.Dag.Operator.RetryNotAllowed",
                "Step a");
        assertRefused(
                post("/dag/" + script.id(), "ROLLBACK"),
                400,
                "Task.Dag.Operator.RollbackNotAllowed",
                "Step a");
        String node = in(get("/dag/" + script.id()), "data.nodes[0].id");
        assertRefused(
                post("/node/" + node, "PASS"), 400, "Task.Node.Operator.PassNotAllowed", "Step a");
        script.end();
    }

    @Test
    void aConflictNamesTheHolderOfTheClaim() {
        var tenant = Map.of("tenant", "t-wire");
        var script = TaskScript.failed("play.release", tenant);
        var newer = TaskScript.failed("play.tenant", tenant);
        assertRefused(
                post("/dag/" + script.id(), "RETRY"),
                500,
                "OB.Tenant.UnderMaintenance",
                newer.id());
        newer.end();
        assertRefused(post("/dag/" + script.id(), "ROLLBACK"), 500, "Task.Expired", newer.id());
        script.end();
    }

    @Test
    void theLaterOfTwoConcurrentOperatorsSeesTheResultOfTheFirst() throws Exception {
        for (var round = 0; round < 10; round++) {
            var script = TaskScript.failed("play.none");
            var answers =
                    concurrently(
                            () -> post("/dag/" + script.id(), "ROLLBACK"),
                            () -> post("/dag/" + script.id(), "ROLLBACK"),
                            () -> post("/dag/" + script.id(), "RETRY"),
                            () -> post("/dag/" + script.id(), "PASS"));
            assertThat(answers.stream().filter(answer -> answer.status() == 200)).hasSize(1);
            assertThat(answers)
                    .filteredOn(answer -> answer.status() != 200)
                    .extracting(ObshellClient.Answer::errCode)
                    .isSubsetOf(
                            "Task.Dag.Operator.RollbackNotFailedDag",
                            "Task.Dag.Operator.RetryNotFailedDag",
                            "Task.Dag.Operator.PassNotFailedDag");
            script.signal("undo-a", "ok");
            script.signal("a", "ok");
            script.signal("b", "ok");
        }
    }

    @Test
    void anOperatorConcurrentWithTheEndOfADagIsConsistent() throws Exception {
        for (var round = 0; round < 10; round++) {
            var script = TaskScript.start("play.none");
            script.signal("a", "ok");
            script.awaitSubTask("b", "RUNNING");
            script.signal("b", "ok");
            var answer =
                    concurrently(
                                    () -> post("/dag/" + script.id(), "CANCEL"),
                                    () -> get("/dag/" + script.id()))
                            .getFirst();
            if (answer.status() != 200) {
                assertRefused(answer, 400, "Task.Dag.Operator.CancelFinishedDag", "");
                assertPhase(script, "SUCCEED", "RUN");
                continue;
            }
            // A step that was requested to stop may have ended already.
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> Set.of("FAILED", "SUCCEEDED").contains(script.state()));
            if (script.state().equals("FAILED")) {
                assertPhase(script, "FAILED", "CANCEL");
                script.end();
            } else {
                assertPhase(script, "SUCCEED", "RUN");
            }
        }
    }

    @Test
    void namesAreEnglishForEveryLanguage() {
        var script = TaskScript.failed("play.none");
        var path = "/api/v1/task/dag/" + script.id();
        var chinese = client.call("GET", path).header("Accept-Language", "zh-CN").send();
        assertThat(DagHttp.<String>in(chinese, "data.name")).isEqualTo("Play play.none");
        assertThat(DagHttp.<String>in(chinese, "data.nodes[0].name")).isEqualTo("Step a");
        assertThat(DagHttp.<String>in(chinese, "data.nodes[0].sub_tasks[0].name"))
                .isEqualTo("Step a");
        script.end();
    }

    @Test
    void unfinishedListsContainAllDagsThatCanContinue() {
        var local = TaskScript.failed("play.none");
        var cluster = TaskScript.failed("play.tenant", Map.of("tenant", "t-list"));
        var over = TaskScript.failed("play.none");
        over.end();
        assertThat(listed("/dag/unfinish"))
                .contains(local.id(), cluster.id())
                .doesNotContain(over.id());
        assertThat(listed("/dag/agent/unfinish"))
                .contains(local.id())
                .doesNotContain(cluster.id(), over.id());
        assertThat(listed("/dag/ob/unfinish")).contains(cluster.id()).doesNotContain(local.id());
        assertThat(listed("/dags/agent"))
                .contains(local.id(), over.id())
                .doesNotContain(cluster.id());
        assertThat(listed("/dags/ob?show_details=false"))
                .contains(cluster.id())
                .doesNotContain(local.id());
        assertThat(DagHttp.<String>in(get("/dag/maintain/ob"), "data.id")).isEqualTo(cluster.id());
        assertThat(DagHttp.<String>in(get("/dag/maintain/ob"), "data.maintenance_key"))
                .isEqualTo("t-list");
        var all = listed("/dag/unfinish");
        assertThat(all.indexOf(local.id())).isLessThan(all.indexOf(cluster.id()));
        local.end();
        cluster.end();
    }

    @SafeVarargs
    private static List<ObshellClient.Answer> concurrently(Callable<ObshellClient.Answer>... calls)
            throws Exception {
        var ready = new CyclicBarrier(calls.length);
        try (var threads = Executors.newFixedThreadPool(calls.length)) {
            var answers =
                    Arrays.stream(calls)
                            .map(
                                    call ->
                                            threads.submit(
                                                    () -> {
                                                        ready.await();
                                                        return call.call();
                                                    }))
                            .toList();
            var all = new ArrayList<ObshellClient.Answer>();
            for (var answer : answers) {
                all.add(answer.get());
            }
            return all;
        }
    }

    private List<String> listed(String path) {
        return in(get(path), "data.contents.id");
    }

    private void assertPhase(TaskScript script, String state, String operator) {
        var dag = get("/dag/" + script.id());
        assertThat(in(dag, "data.state") + " " + in(dag, "data.operator"))
                .isEqualTo(state + " " + operator);
    }

    /** An operator is answered without data. */
    private static void assertDone(ObshellClient.Answer answer) {
        assertAccepted(answer);
        assertThat(answer.json().has("data")).isFalse();
    }

    private static void assertRefused(
            ObshellClient.Answer answer, int status, String errCode, String inMessage) {
        assertRefused(answer, status, errCode, 0);
        assertThat(DagHttp.<String>in(answer, "error.message")).contains(inMessage);
    }
}
