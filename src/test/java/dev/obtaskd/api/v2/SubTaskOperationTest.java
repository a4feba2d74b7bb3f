package dev.obtaskd.api.v2;

import static dev.obtaskd.api.v2.TaskScript.manager;
import static dev.obtaskd.api.v2.TaskScript.viewer;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(TaskDaemon.class)
class SubTaskOperationTest extends TaskHttp {

    private static final List<String> OPS = List.of("retry", "skip", "terminate");

    @Test
    void retriesAFailedSubTask() {
        var script = TaskScript.failed("play.none");
        script.signal("undo-a", "ok");
        script.signal("a", "ok");
        script.signal("b", "ok");
        var answer = script.operate("a", "retry");
        assertAccepted(answer);
        assertThat(answer.jsonPath().getInt("attempt")).isEqualTo(2);
        assertThat(answer.jsonPath().getList("attempts.no")).containsExactly(1, 2);
        assertThat(answer.jsonPath().getInt("attempts[0].logLines")).isPositive();
        script.awaitState("SUCCEEDED");
    }

    @Test
    void continuesAfterASkippedSubTask() {
        var script = TaskScript.failed("play.none");
        script.signal("b", "ok");
        var path = "/api/v2/subtasks/" + script.subTask("a") + "/skip";
        var answer =
                manager()
                        .contentType(ContentType.JSON)
                        .body("{\"reason\":\"done by hand\"}")
                        .post(path);
        assertAccepted(answer);
        assertThat(answer.<String>path("state")).isEqualTo("SKIPPED");
        assertKeys(answer.jsonPath().getMap("skipped"), "by at reason");
        assertThat(answer.<String>path("skipped.by")).isEqualTo("mia");
        assertThat(answer.<String>path("skipped.reason")).isEqualTo("done by hand");
        script.awaitState("SUCCEEDED");
    }

    @Test
    void stopsARunningSubTask() {
        var script = TaskScript.start("play.none");
        script.awaitSubTask("a", "RUNNING");
        assertAllowed(script, "a", "terminate");
        assertAccepted(script.operate("a", "terminate"));
        script.awaitSubTask("a", "TERMINATED");
        assertAllowed(script, "a", "retry", "skip");
        script.end();
    }

    @Test
    void retriesOrSkipsAFailedRollback() {
        var script = TaskScript.failed("play.none");
        script.signal("undo-a", "no");
        script.operate("rollback");
        script.awaitSubTask("a", "ROLLBACK_FAILED");
        assertAllowed(script, "a", "retry", "skip");
        assertAccepted(script.operate("a", "retry"));
        script.awaitSubTask("a", "ROLLBACK_FAILED");
        assertAccepted(script.operate("a", "skip"));
        script.awaitState("ROLLED_BACK");
        assertAllowed(script, "a");
    }

    @Test
    void stopsARollback() {
        var script = TaskScript.failed("play.none");
        script.operate("rollback");
        script.awaitSubTask("a", "ROLLING_BACK");
        assertAllowed(script, "a", "terminate");
        assertAccepted(script.operate("a", "terminate"));
        script.awaitSubTask("a", "ROLLBACK_FAILED");
        script.end();
    }

    @Test
    void refusesWhatTheStateDoesNotAllow() {
        var script = TaskScript.start("play.none");
        assertAllowed(script, "b");
        assertAllowed(script, "c");
        script.signal("a", "ok");
        script.awaitSubTask("a", "SUCCEEDED");
        assertAllowed(script, "a");
        script.signal("b", "no");
        script.awaitState("FAILED");
        assertAllowed(script, "a");
        assertAllowed(script, "b", "retry", "skip");
        script.operate("abandon");
        assertAllowed(script, "b");
    }

    @Test
    void refusesWhatTheStepDoesNotAllow() {
        var script = TaskScript.start("play.fixed");
        script.awaitSubTask("a", "RUNNING");
        assertAllowed(script, "a");
        script.signal("a", "no");
        script.awaitState("FAILED");
        assertAllowed(script, "a");
        script.end();
    }

    @Test
    void aDryRunReportsEffectsAndChangesNothing() {
        var script = TaskScript.failed("play.none");
        var before = script.detail().getMap("$");
        var skip = script.operate("a", "skip?dryRun=true");
        assertThat(skip.statusCode()).isEqualTo(200);
        assertThat(skip.jsonPath().getList("runs")).containsExactly(script.subTask("b"));
        assertThat(skip.jsonPath().getList("undoes")).isEmpty();
        assertThat(script.operate("a", "retry?dryRun=true").jsonPath().getList("undoes"))
                .containsExactly(script.subTask("a"));
        assertThat(script.operate("a", "terminate?dryRun=true").jsonPath().getString("reasonCode"))
                .isEqualTo("subtask.not-active");
        assertThat(script.detail().getMap("$")).isEqualTo(before);
        script.end();
    }

    @Test
    void refusalsHaveTheStateOfTheSubTask() {
        var script = TaskScript.start("play.none");
        var answer = script.operate("b", "skip");
        assertProblem(answer, 409, "operation.refused");
        assertThat(answer.jsonPath().getString("current.state")).isEqualTo("PENDING");
        assertThat(answer.jsonPath().getList("current.operations.op")).isEqualTo(OPS);
        script.end();
    }

    @Test
    void refusesUnknownIdsAndOtherVersions() {
        var script = TaskScript.failed("play.none");
        for (var op : OPS) {
            assertProblem(
                    manager().post("/api/v2/subtasks/" + script.id() + "/" + op),
                    404,
                    "subtask.unknown");
            assertProblem(
                    manager()
                            .post(
                                    "/api/v2/subtasks/4"
                                            + script.subTask("a").substring(1)
                                            + "/"
                                            + op),
                    404,
                    "subtask.unknown");
            assertProblem(manager().post("/api/v2/subtasks/x/" + op), 400, "id.invalid");
            assertProblem(
                    viewer().post("/api/v2/subtasks/" + script.subTask("a") + "/" + op),
                    403,
                    "auth.forbidden");
        }
        var path = "/api/v2/subtasks/" + script.subTask("a") + "/skip";
        assertProblem(manager().header("If-Match", "\"0\"").post(path), 412, "version.changed");
        script.end();
    }

    private static void assertAllowed(TaskScript script, String step, String... allowed) {
        var shown =
                script.detail()
                        .getList(
                                "subTasks.find { it.stepId == '"
                                        + step
                                        + "' }.operations.findAll { it.allowed }.op");
        assertThat(shown).isEqualTo(List.of(allowed));
        OPS.stream()
                .filter(op -> !List.of(allowed).contains(op))
                .forEach(op -> assertProblem(script.operate(step, op), 409, "operation.refused"));
    }

    private static void assertAccepted(Response answer) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(202);
        assertKeys(
                answer.jsonPath().getMap("$"),
                "id taskId stepId host state cause message attempt attempts output waiting "
                        + "skipped startedAt endedAt durationMs operations");
        assertThat(answer.header("ETag")).matches("\"[0-9]+\"");
    }
}
