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
        var play = TaskScript.failed("play.none");
        play.tell("undo-a", "ok");
        play.tell("a", "ok");
        play.tell("b", "ok");
        var answer = play.operate("a", "retry");
        assertAccepted(answer);
        assertThat(answer.jsonPath().getInt("attempt")).isEqualTo(2);
        assertThat(answer.jsonPath().getList("attempts.no")).containsExactly(1, 2);
        assertThat(answer.jsonPath().getInt("attempts[0].logLines")).isPositive();
        play.awaitState("SUCCEEDED");
    }

    @Test
    void continuesAfterASkippedSubTask() {
        var play = TaskScript.failed("play.none");
        play.tell("b", "ok");
        var path = "/api/v2/subtasks/" + play.subTask("a") + "/skip";
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
        play.awaitState("SUCCEEDED");
    }

    @Test
    void stopsARunningSubTask() {
        var play = TaskScript.start("play.none");
        play.awaitSubTask("a", "RUNNING");
        assertAllowed(play, "a", "terminate");
        assertAccepted(play.operate("a", "terminate"));
        play.awaitSubTask("a", "TERMINATED");
        assertAllowed(play, "a", "retry", "skip");
        play.end();
    }

    @Test
    void retriesOrSkipsAFailedRollback() {
        var play = TaskScript.failed("play.none");
        play.tell("undo-a", "no");
        play.operate("rollback");
        play.awaitSubTask("a", "ROLLBACK_FAILED");
        assertAllowed(play, "a", "retry", "skip");
        assertAccepted(play.operate("a", "retry"));
        play.awaitSubTask("a", "ROLLBACK_FAILED");
        assertAccepted(play.operate("a", "skip"));
        play.awaitState("ROLLED_BACK");
        assertAllowed(play, "a");
    }

    @Test
    void stopsARollback() {
        var play = TaskScript.failed("play.none");
        play.operate("rollback");
        play.awaitSubTask("a", "ROLLING_BACK");
        assertAllowed(play, "a", "terminate");
        assertAccepted(play.operate("a", "terminate"));
        play.awaitSubTask("a", "ROLLBACK_FAILED");
        play.end();
    }

    @Test
    void refusesWhatTheStateDoesNotAllow() {
        var play = TaskScript.start("play.none");
        assertAllowed(play, "b");
        assertAllowed(play, "c");
        play.tell("a", "ok");
        play.awaitSubTask("a", "SUCCEEDED");
        assertAllowed(play, "a");
        play.tell("b", "no");
        play.awaitState("FAILED");
        assertAllowed(play, "a");
        assertAllowed(play, "b", "retry", "skip");
        play.operate("abandon");
        assertAllowed(play, "b");
    }

    @Test
    void refusesWhatTheStepDoesNotAllow() {
        var play = TaskScript.start("play.fixed");
        play.awaitSubTask("a", "RUNNING");
        assertAllowed(play, "a");
        play.tell("a", "no");
        play.awaitState("FAILED");
        assertAllowed(play, "a");
        play.end();
    }

    @Test
    void aDryRunReportsEffectsAndChangesNothing() {
        var play = TaskScript.failed("play.none");
        var before = play.look().getMap("$");
        var skip = play.operate("a", "skip?dryRun=true");
        assertThat(skip.statusCode()).isEqualTo(200);
        assertThat(skip.jsonPath().getList("runs")).containsExactly(play.subTask("b"));
        assertThat(skip.jsonPath().getList("undoes")).isEmpty();
        assertThat(play.operate("a", "retry?dryRun=true").jsonPath().getList("undoes"))
                .containsExactly(play.subTask("a"));
        assertThat(play.operate("a", "terminate?dryRun=true").jsonPath().getString("reasonCode"))
                .isEqualTo("subtask.not-active");
        assertThat(play.look().getMap("$")).isEqualTo(before);
        play.end();
    }

    @Test
    void refusalsHaveTheStateOfTheSubTask() {
        var play = TaskScript.start("play.none");
        var answer = play.operate("b", "skip");
        assertProblem(answer, 409, "operation.refused");
        assertThat(answer.jsonPath().getString("current.state")).isEqualTo("PENDING");
        assertThat(answer.jsonPath().getList("current.operations.op")).isEqualTo(OPS);
        play.end();
    }

    @Test
    void refusesUnknownIdsAndOtherVersions() {
        var play = TaskScript.failed("play.none");
        for (var op : OPS) {
            assertProblem(
                    manager().post("/api/v2/subtasks/" + play.id() + "/" + op),
                    404,
                    "subtask.unknown");
            assertProblem(
                    manager()
                            .post("/api/v2/subtasks/4" + play.subTask("a").substring(1) + "/" + op),
                    404,
                    "subtask.unknown");
            assertProblem(manager().post("/api/v2/subtasks/x/" + op), 400, "id.invalid");
            assertProblem(
                    viewer().post("/api/v2/subtasks/" + play.subTask("a") + "/" + op),
                    403,
                    "auth.forbidden");
        }
        var path = "/api/v2/subtasks/" + play.subTask("a") + "/skip";
        assertProblem(manager().header("If-Match", "\"0\"").post(path), 412, "version.changed");
        play.end();
    }

    private static void assertAllowed(TaskScript play, String step, String... allowed) {
        var shown =
                play.look()
                        .getList(
                                "subTasks.find { it.stepId == '"
                                        + step
                                        + "' }.operations.findAll { it.allowed }.op");
        assertThat(shown).isEqualTo(List.of(allowed));
        OPS.stream()
                .filter(op -> !List.of(allowed).contains(op))
                .forEach(op -> assertProblem(play.operate(step, op), 409, "operation.refused"));
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
