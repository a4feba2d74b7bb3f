package dev.obtaskd.api.v2;

import static dev.obtaskd.api.v2.TaskScript.TASKS;
import static dev.obtaskd.api.v2.TaskScript.json;
import static dev.obtaskd.api.v2.TaskScript.manager;
import static dev.obtaskd.api.v2.TaskScript.viewer;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@TestProfile(TaskDaemon.class)
class TaskOperationTest extends TaskHttp {

    private static final List<String> OPS = List.of("retry", "rollback", "abandon", "terminate");

    @Test
    void retriesAFailedTask() {
        var play = TaskScript.failed("play.none");
        play.tell("undo-a", "ok");
        play.tell("a", "ok");
        play.tell("b", "ok");
        assertAccepted(play.operate("retry"));
        play.awaitState("SUCCEEDED");
        assertThat(play.look().getList("subTasks[0].attempts.kind"))
                .containsExactly("RUN", "ROLLBACK", "RUN");
        assertThat(play.look().getList("subTasks[0].attempts.result"))
                .containsExactly("FAILED", "SUCCEEDED", "SUCCEEDED");
    }

    @Test
    void rollsBackAFailedTask() {
        var play = TaskScript.failed("play.none");
        play.tell("undo-a", "ok");
        assertAccepted(play.operate("rollback"));
        play.awaitState("ROLLED_BACK");
        assertThat(play.look().getString("direction")).isEqualTo("BACKWARD");
    }

    @Test
    void abandonsAFailedTaskAtOnce() {
        var play = TaskScript.failed("play.global");
        assertThat(play.look().getBoolean("claimHeld")).isTrue();
        var answer = play.operate("abandon");
        assertAccepted(answer);
        assertThat(answer.<String>path("state")).isEqualTo("ABANDONED");
        assertThat(answer.<Boolean>path("claimHeld")).isFalse();
        assertThat(play.look().getMap("claim")).isNull();
        TaskScript.start("play.global").end();
    }

    @Test
    void terminatesARunningTask() {
        var play = TaskScript.start("play.none");
        play.awaitSubTask("a", "RUNNING");
        var answer = play.operate("terminate");
        assertAccepted(answer);
        assertThat(answer.<String>path("state")).isIn("TERMINATING", "FAILED");
        play.awaitState("FAILED");
        assertThat(play.look().getString("cause")).isEqualTo("TERMINATED");
        play.end();
    }

    @Test
    void finishesAFailedRollback() {
        var play = TaskScript.failed("play.none");
        play.tell("undo-a", "no");
        play.operate("rollback");
        play.awaitState("ROLLBACK_FAILED");
        play.tell("undo-a", "ok");
        assertAccepted(play.operate("rollback"));
        play.awaitState("ROLLED_BACK");
    }

    @Test
    void retriesForwardAfterAFailedRollback() {
        var play = TaskScript.failed("play.none");
        play.tell("undo-a", "no");
        play.operate("rollback");
        play.awaitState("ROLLBACK_FAILED");
        play.tell("undo-a", "ok");
        play.tell("a", "ok");
        play.tell("b", "ok");
        assertAccepted(play.operate("retry"));
        play.awaitState("SUCCEEDED");
    }

    @Test
    void abandonsAFailedRollback() {
        var play = TaskScript.failed("play.none");
        play.tell("undo-a", "no");
        play.operate("rollback");
        play.awaitState("ROLLBACK_FAILED");
        assertAccepted(play.operate("abandon"));
        assertThat(play.state()).isEqualTo("ABANDONED");
    }

    @Test
    void stopsARollback() {
        var play = TaskScript.failed("play.none");
        play.operate("rollback");
        play.awaitState("ROLLING_BACK");
        assertAllowed(play, "terminate");
        assertAccepted(play.operate("terminate"));
        play.awaitState("ROLLBACK_FAILED");
        play.end();
    }

    @Test
    void refusesWhatTheStateDoesNotAllow() {
        var play = TaskScript.start("play.none");
        play.awaitSubTask("a", "RUNNING");
        assertAllowed(play, "terminate");
        play.tell("a", "no");
        play.awaitState("FAILED");
        assertAllowed(play, "retry", "rollback", "abandon");
        play.operate("abandon");
        assertAllowed(play);
    }

    @Test
    void refusesWhatTheStepsDoNotAllow() {
        var play = TaskScript.start("play.fixed");
        play.awaitSubTask("a", "RUNNING");
        assertAllowed(play);
        play.tell("a", "no");
        play.awaitState("FAILED");
        assertAllowed(play, "abandon");
        assertThat(
                        play.operate("rollback")
                                .jsonPath()
                                .getString(
                                        "current.operations.find { it.op == 'rollback'"
                                                + " }.reasonCode"))
                .isEqualTo("step.no-rollback");
        play.end();
    }

    @Test
    void refusalsHaveTheReasonAndTheAllowedOperations() {
        var play = TaskScript.start("play.none");
        var answer = play.operate("retry");
        assertProblem(answer, 409, "operation.refused");
        assertKeys(answer.jsonPath().getMap("current"), "state version operations");
        assertThat(answer.jsonPath().getString("current.state")).isEqualTo("RUNNING");
        assertThat(answer.jsonPath().getList("current.operations.op")).isEqualTo(OPS);
        assertThat(answer.jsonPath().getString("detail")).contains("RUNNING");
        var zh = manager().header("Accept-Language", "zh").post(TASKS + "/" + play.id() + "/retry");
        assertThat(zh.jsonPath().getString("detail")).contains("任务状态为");
        play.end();
    }

    @ParameterizedTest
    @CsvSource({
        "retry, FORWARD, KEPT, 2, 1",
        "rollback, BACKWARD, KEPT, 0, 1",
        "abandon, FORWARD, FREED, 0, 0"
    })
    void aDryRunReportsEffectsAndChangesNothing(
            String op, String direction, String claim, int runs, int undoes) {
        var play = TaskScript.failed("play.obproxy");
        var before = play.look().getMap("$");
        var answer = play.operate(op + "?dryRun=true");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertKeys(
                answer.jsonPath().getMap("$"),
                "op allowed reasonCode reason direction runs undoes claim conflicts");
        assertThat(answer.<Boolean>path("allowed")).isTrue();
        assertThat(answer.<String>path("op")).isEqualTo(op);
        assertThat(answer.<String>path("direction")).isEqualTo(direction);
        assertThat(answer.<String>path("claim")).isEqualTo(claim);
        assertThat(answer.jsonPath().getList("runs")).hasSize(runs);
        assertThat(answer.jsonPath().getList("undoes")).hasSize(undoes);
        assertThat(play.look().getMap("$")).isEqualTo(before);
        play.end();
    }

    @Test
    void aDryRunReportsThatNothingWouldHappen() {
        var play = TaskScript.start("play.none");
        var answer = play.operate("rollback?dryRun=true");
        assertThat(answer.<Boolean>path("allowed")).isFalse();
        assertThat(answer.<String>path("reasonCode")).isEqualTo("task.not-failed");
        assertThat(answer.<String>path("claim")).isEqualTo("NONE");
        assertProblem(play.operate("rollback?dryRun=yes"), 400, "filter.invalid");
        assertProblem(play.operate("rollback?dry=true"), 400, "request.unknown-parameter");
        play.end();
    }

    @Test
    void refusesToRetakeAHeldClaim() {
        var older = TaskScript.failed("play.release", Map.of("tenant", "released"));
        var newer = TaskScript.start("play.release", Map.of("tenant", "released"));
        assertThat(older.operate("retry?dryRun=true").jsonPath().getString("claim"))
                .isEqualTo("TAKEN");
        var answer = older.operate("retry");
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.jsonPath().getString("code")).isIn("claim.held", "claim.expired");
        assertThat(answer.jsonPath().getString("holder.task.id")).isEqualTo(newer.id());
        assertThat(answer.jsonPath().getString("current.state")).isEqualTo("FAILED");
        newer.end();
        assertProblem(older.operate("retry"), 409, "claim.expired");
        older.end();
    }

    @Test
    void requiresTheVersionOfTheCaller() {
        var play = TaskScript.failed("play.none");
        var etag = viewer().get(TASKS + "/" + play.id()).header("ETag");
        for (var other : new String[] {"\"0\"", "W/" + etag, "nonsense", "\"0\", \"99\""}) {
            var refused =
                    manager().header("If-Match", other).post(TASKS + "/" + play.id() + "/abandon");
            assertProblem(refused, 412, "version.changed");
            assertThat(refused.jsonPath().getString("current.state")).isEqualTo("FAILED");
        }
        assertAccepted(
                manager()
                        .header("If-Match", "\"0\", " + etag)
                        .post(TASKS + "/" + play.id() + "/abandon"));
    }

    @Test
    void acceptsABodyOrNone() {
        var play = TaskScript.failed("play.none");
        var path = TASKS + "/" + play.id() + "/abandon";
        assertProblem(
                manager().contentType(ContentType.JSON).body("[]").post(path),
                400,
                "request.malformed");
        assertProblem(
                manager().contentType(ContentType.JSON).body("{\"why\":1}").post(path),
                400,
                "request.unknown-field");
        assertProblem(
                manager()
                        .contentType(ContentType.JSON)
                        .body(json("reason", "x".repeat(2_000)))
                        .post(path),
                400,
                "request.malformed");
        assertProblem(
                manager().contentType(ContentType.XML).body("<a/>").post(path),
                415,
                "media.unsupported");
        assertAccepted(
                manager().contentType(ContentType.JSON).body(json("reason", "enough")).post(path));
    }

    @Test
    void refusesUnknownIds() {
        var play = TaskScript.failed("play.none");
        for (var path :
                List.of(
                        "/retry",
                        "/rollback",
                        "/abandon",
                        "/terminate",
                        "/terminate?dryRun=true")) {
            assertProblem(
                    manager().post(TASKS + "/" + play.subTask("a") + path), 404, "task.unknown");
            assertProblem(manager().post(TASKS + "/x" + path), 400, "id.invalid");
        }
        for (var unknown :
                List.of(
                        "4" + play.id().substring(1),
                        "1" + play.id().substring(16),
                        play.id().substring(0, 15) + "1" + play.id().substring(16),
                        play.id() + "9")) {
            assertProblem(viewer().get(TASKS + "/" + unknown), 404, "task.unknown");
        }
        for (var invalid : List.of("7", "0", "2", "2abc", "'", "9".repeat(80))) {
            assertProblem(
                    viewer().urlEncodingEnabled(false)
                            .get(TASKS + "/" + invalid.replace("'", "%27")),
                    400,
                    "id.invalid");
        }
        assertProblem(
                viewer().urlEncodingEnabled(false).get(TASKS + "/%00"), 400, "request.malformed");
        play.end();
    }

    @Test
    void viewersMayOnlyRead() {
        var play = TaskScript.start("play.none");
        for (var op : OPS) {
            assertProblem(viewer().post(TASKS + "/" + play.id() + "/" + op), 403, "auth.forbidden");
        }
        play.end();
    }

    /** Those operations, and no other, are shown and tried to be allowed. */
    private static void assertAllowed(TaskScript play, String... allowed) {
        assertThat(play.look().getList("operations.findAll { it.allowed }.op"))
                .isEqualTo(List.of(allowed));
        OPS.stream()
                .filter(op -> !List.of(allowed).contains(op))
                .forEach(op -> assertProblem(play.operate(op), 409, "operation.refused"));
    }

    private static void assertAccepted(Response answer) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(202);
        assertKeys(answer.jsonPath().getMap("$"), TaskSubmitTest.TASK_KEYS);
        assertThat(answer.header("ETag")).isEqualTo("\"" + answer.path("version") + "\"");
    }
}
