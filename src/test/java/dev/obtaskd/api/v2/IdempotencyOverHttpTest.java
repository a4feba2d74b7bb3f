package dev.obtaskd.api.v2;

import static dev.obtaskd.api.v2.TaskScript.TASKS;
import static dev.obtaskd.api.v2.TaskScript.body;
import static dev.obtaskd.api.v2.TaskScript.directory;
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
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(TaskDaemon.class)
class IdempotencyOverHttpTest extends TaskHttp {

    private final String key = UUID.randomUUID().toString();

    @Test
    void aRepeatedSubmitGetsTheSameResponse() {
        var directory = directory();
        var body = body("play.global", directory, Map.of());
        var first = post(TASKS, body);
        assertThat(first.statusCode()).isEqualTo(201);
        var second = post(TASKS, body);
        assertSame(second, first);
        assertThat(
                        viewer().get(TASKS + "?target=" + directory.getFileName())
                                .jsonPath()
                                .getList("items"))
                .hasSize(1);
        assertProblem(
                post(TASKS, body("play.global", directory(), Map.of())),
                422,
                "idempotency.mismatch");
        manager().post(first.header("Location") + "/terminate");
        org.awaitility.Awaitility.await()
                .atMost(java.time.Duration.ofSeconds(30))
                .until(
                        () ->
                                manager().post(first.header("Location") + "/abandon").statusCode()
                                        == 202);
    }

    @Test
    void refusalsAreNotStored() {
        var holder = TaskScript.start("play.global");
        var body = body("play.global", directory(), Map.of());
        assertProblem(post(TASKS, body), 409, "claim.held");
        holder.end();
        var accepted = post(TASKS, body);
        assertThat(accepted.statusCode()).isEqualTo(201);
        manager().post(accepted.header("Location") + "/terminate");
        org.awaitility.Awaitility.await()
                .atMost(java.time.Duration.ofSeconds(30))
                .until(
                        () ->
                                manager()
                                                .post(accepted.header("Location") + "/abandon")
                                                .statusCode()
                                        == 202);
    }

    @Test
    void aTaskIsOperatedOnce() {
        var script = TaskScript.failed("play.none");
        var path = TASKS + "/" + script.id();
        var first = post(path + "/abandon", "");
        assertThat(first.statusCode()).isEqualTo(202);
        assertSame(post(path + "/abandon", ""), first);
        assertProblem(post(path + "/retry", ""), 422, "idempotency.mismatch");
        assertProblem(manager().post(path + "/abandon"), 409, "operation.refused");
    }

    @Test
    void aSubTaskIsOperatedOnce() {
        var script = TaskScript.failed("play.none");
        var path = "/api/v2/subtasks/" + script.subTask("a") + "/skip";
        var first = post(path, "");
        assertThat(first.statusCode()).isEqualTo(202);
        assertSame(post(path, ""), first);
        script.end();
    }

    @Test
    void aBatchIsAppliedOnce() {
        var script = TaskScript.failed("play.none");
        var body = json("action", "abandon", "ids", List.of(script.id(), "x"));
        var first = post(TASKS + "/batch", body);
        assertThat(first.jsonPath().getInt("accepted")).isEqualTo(1);
        assertThat(post(TASKS + "/batch", body).asString()).isEqualTo(first.asString());
        assertProblem(
                post(TASKS + "/batch", json("action", "retry", "ids", List.of())),
                422,
                "idempotency.mismatch");
    }

    @Test
    void aDryRunWithAKeyChangesNothing() {
        var script = TaskScript.failed("play.none");
        var path = TASKS + "/" + script.id() + "/abandon";
        assertThat(post(path + "?dryRun=true", "").statusCode()).isEqualTo(200);
        assertThat(post(path, "").statusCode()).isEqualTo(202);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 201})
    void refusesAnInvalidKey(int length) {
        var answer =
                manager()
                        .header("Idempotency-Key", "k".repeat(length))
                        .contentType(ContentType.JSON)
                        .body(body("play.none", directory(), Map.of()))
                        .post(TASKS);
        assertProblem(answer, 400, "request.malformed");
    }

    private static void assertSame(Response second, Response first) {
        assertThat(second.statusCode()).isEqualTo(first.statusCode());
        assertThat(second.asString()).isEqualTo(first.asString());
        assertThat(second.header("Location")).isEqualTo(first.header("Location"));
        assertThat(second.header("ETag")).isEqualTo(first.header("ETag"));
    }

    private Response post(String path, String body) {
        return manager()
                .header("Idempotency-Key", key)
                .contentType(ContentType.JSON)
                .body(body)
                .post(path);
    }
}
