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
        var script = TaskScript.failed("play.none");
        script.signal("undo-a", "ok");
        script.signal("a", "ok");
        script.signal("b", "ok");
        assertAccepted(script.operate("retry"));
        script.awaitState("SUCCEEDED");
        assertThat(script.detail().getList("subTasks[0].attempts.kind"))
                .containsExactly("RUN", "ROLLBACK", "RUN");
        assertThat(script.detail().getList("subTasks[0].attempts.result"))
                .containsExactly("FAILED", "SUCCEEDED", "SUCCEEDED");
    }

    @Test
    void rollsBackAFailedTask() {
        var script = TaskScript.failed("play.none");
        script.signal("undo-a", "ok");
        assertAccepted(script.operate("rollback"));
        script.awaitState("ROLLED_BACK");
        assertThat(script.detail().getString("direction")).isEqualTo("BACKWARD");
    }

    @Test
    void abandonsAFailedTaskAtOnce() {
        var script = TaskScript.failed("play.global");
        assertThat(script.detail().getBoolean("claimHeld")).isTrue();
        var answer = script.operate("abandon");
        assertAccepted(answer);
        assertThat(answer.<String>path("state")).isEqualTo("ABANDONED");
        assertThat(answer.<Boolean>path("claimHeld")).isFalse();
        assertThat(script.detail().getMap("claim")).isNull();
        TaskScript.start("play.global").end();
    }

    @Test
    void terminatesARunningTask() {
        var script = TaskScript.start("play.none");
        script.awaitSubTask("a", "RUNNING");
        var answer = script.operate("terminate");
        assertAccepted(answer);
        assertThat(answer.<String>path("state")).isIn("TERMINATING", "FAILED");
        script.awaitState("FAILED");
        assertThat(script.detail().getString("cause")).isEqualTo("TERMINATED");
        script.end();
    }

    @Test
    void finishesAFailedRollback() {
        var script = TaskScript.failed("play.none");
        script.signal("undo-a", "no");
        script.operate("rollback");
        script.awaitState("ROLLBACK_FAILED");
        script.signal("undo-a", "ok");
        assertAccepted(script.operate("rollback"));
        script.awaitState("ROLLED_BACK");
    }

    @Test
    void retriesForwardAfterAFailedRollback() {
        var script = TaskScript.failed("play.none");
        script.signal("undo-a", "no");
        script.operate("rollback");
        script.awaitState("ROLLBACK_FAILED");
        script.signal("undo-a", "ok");
        script.signal("a", "ok");
        script.signal("b", "ok");
        assertAccepted(script.operate("retry"));
        script.awaitState("SUCCEEDED");
    }

    @Test
    void abandonsAFailedRollback() {
        var script = TaskScript.failed("play.none");
        script.signal("undo-a", "no");
        script.operate("rollback");
        script.awaitState("ROLLBACK_FAILED");
        assertAccepted(script.operate("abandon"));
        assertThat(script.state()).isEqualTo("ABANDONED");
    }

    @Test
    void stopsARollback() {
        var script = TaskScript.failed("play.none");
        script.operate("rollback");
        script.awaitState("ROLLING_BACK");
        assertAllowed(script, "terminate");
        assertAccepted(script.operate("terminate"));
        script.awaitState("ROLLBACK_FAILED");
        script.end();
    }

    @Test
    void refusesWhatTheStateDoesNotAllow() {
        var script = TaskScript.start("play.none");
        script.awaitSubTask("a", "RUNNING");
        assertAllowed(script, "terminate");
        script.signal("a", "no");
        script.awaitState("FAILED");
        assertAllowed(script, "retry", "rollback", "abandon");
        script.operate("abandon");
        assertAllowed(script);
    }

    @Test
    void refusesWhatTheStepsDoNotAllow() {
        var script = TaskScript.start("play.fixed");
        script.awaitSubTask("a", "RUNNING");
        assertAllowed(script);
        script.signal("a", "no");
        script.awaitState("FAILED");
        assertAllowed(script, "abandon");
        assertThat(
                        script.operate("rollback")
                                .jsonPath()
                                .getString(
                                        "current.operations.find { it.op == 'rollback'"
                                                + " }.reasonCode"))
                .isEqualTo("step.no-rollback");
        script.end();
    }

    @Test
    void refusalsHaveTheReasonAndTheAllowedOperations() {
        var script = TaskScript.start("play.none");
        var answer = script.operate("retry");
        assertProblem(answer, 409, "operation.refused");
        assertKeys(answer.jsonPath().getMap("current"), "state version operations");
        assertThat(answer.jsonPath().getString("current.state")).isEqualTo("RUNNING");
        assertThat(answer.jsonPath().getList("current.operations.op")).isEqualTo(OPS);
        assertThat(answer.jsonPath().getString("detail")).contains("RUNNING");
        var zh =
                manager()
                        .header("Accept-Language", "zh")
                        .post(TASKS + "/" + script.id() + "/retry");
        assertThat(zh.jsonPath().getString("detail")).contains("任务状态为");
        script.end();
    }

    @ParameterizedTest
    @CsvSource({
        "retry, FORWARD, KEPT, 2, 1",
        "rollback, BACKWARD, KEPT, 0, 1",
        "abandon, FORWARD, FREED, 0, 0"
    })
    void aDryRunReportsEffectsAndChangesNothing(
            String op, String direction, String claim, int runs, int undoes) {
        var script = TaskScript.failed("play.obproxy");
        var before = script.detail().getMap("$");
        var answer = script.operate(op + "?dryRun=true");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertKeys(
                answer.jsonPath().getMap("$"),
                "op allowed reasonCode reason direction runs undoes claim conflicts"
                        + (runs + undoes == 0 ? "" : " texts"));
        assertThat(answer.<Boolean>path("allowed")).isTrue();
        assertThat(answer.<String>path("op")).isEqualTo(op);
        assertThat(answer.<String>path("direction")).isEqualTo(direction);
        assertThat(answer.<String>path("claim")).isEqualTo(claim);
        assertThat(answer.jsonPath().getList("runs")).hasSize(runs);
        assertThat(answer.jsonPath().getList("undoes")).hasSize(undoes);
        assertThat(script.detail().getMap("$")).isEqualTo(before);
        script.end();
    }

    @Test
    void aDryRunReportsThatNothingWouldHappen() {
        var script = TaskScript.start("play.none");
        var answer = script.operate("rollback?dryRun=true");
        assertThat(answer.<Boolean>path("allowed")).isFalse();
        assertThat(answer.<String>path("reasonCode")).isEqualTo("task.not-failed");
        assertThat(answer.<String>path("claim")).isEqualTo("NONE");
        assertProblem(script.operate("rollback?dryRun=yes"), 400, "filter.invalid");
        assertProblem(script.operate("rollback?dry=true"), 400, "request.unknown-parameter");
        script.end();
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
        var script = TaskScript.failed("play.none");
        var etag = viewer().get(TASKS + "/" + script.id()).header("ETag");
        for (var other : new String[] {"\"0\"", "W/" + etag, "nonsense", "\"0\", \"99\""}) {
            var refused =
                    manager()
                            .header("If-Match", other)
                            .post(TASKS + "/" + script.id() + "/abandon");
            assertProblem(refused, 412, "version.changed");
            assertThat(refused.jsonPath().getString("current.state")).isEqualTo("FAILED");
        }
        assertAccepted(
                manager()
                        .header("If-Match", "\"0\", " + etag)
                        .post(TASKS + "/" + script.id() + "/abandon"));
    }

    @Test
    void acceptsABodyOrNone() {
        var script = TaskScript.failed("play.none");
        var path = TASKS + "/" + script.id() + "/abandon";
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
        var script = TaskScript.failed("play.none");
        for (var path :
                List.of(
                        "/retry",
                        "/rollback",
                        "/abandon",
                        "/terminate",
                        "/terminate?dryRun=true")) {
            assertProblem(
                    manager().post(TASKS + "/" + script.subTask("a") + path), 404, "task.unknown");
            assertProblem(manager().post(TASKS + "/x" + path), 400, "id.invalid");
        }
        for (var unknown :
                List.of(
                        "4" + script.id().substring(1),
                        "1" + script.id().substring(16),
                        script.id().substring(0, 15) + "1" + script.id().substring(16),
                        script.id() + "9")) {
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
        script.end();
    }

    @Test
    void viewersMayOnlyRead() {
        var script = TaskScript.start("play.none");
        for (var op : OPS) {
            assertProblem(
                    viewer().post(TASKS + "/" + script.id() + "/" + op), 403, "auth.forbidden");
        }
        script.end();
    }

    /** Exactly these operations are shown as allowed and are accepted. */
    private static void assertAllowed(TaskScript script, String... allowed) {
        assertThat(script.detail().getList("operations.findAll { it.allowed }.op"))
                .isEqualTo(List.of(allowed));
        OPS.stream()
                .filter(op -> !List.of(allowed).contains(op))
                .forEach(op -> assertProblem(script.operate(op), 409, "operation.refused"));
    }

    private static void assertAccepted(Response answer) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(202);
        assertKeys(answer.jsonPath().getMap("$"), TaskSubmitTest.TASK_KEYS);
        assertThat(answer.header("ETag")).isEqualTo("\"" + answer.path("version") + "\"");
    }
}
