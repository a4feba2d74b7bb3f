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
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(TaskDaemon.class)
class BatchOverHttpTest extends TaskHttp {

    @Test
    void operatesTasksIndependently() {
        var failed = TaskScript.failed("play.none");
        var running = TaskScript.start("play.none");
        var last = TaskScript.failed("play.none");
        var ids =
                List.of(
                        failed.id(),
                        running.id(),
                        "x",
                        failed.id() + "9",
                        failed.subTask("a"),
                        last.id(),
                        failed.id());
        var answer = batch(json("action", "abandon", "ids", ids, "reason", "tidy"));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertKeys(answer.jsonPath().getMap("$"), "items accepted refused");
        assertKeys(answer.jsonPath().getMap("items[0]"), "id status state code detail");
        assertThat(answer.jsonPath().getList("items.status"))
                .containsExactly(202, 409, 400, 404, 404, 202);
        assertThat(answer.jsonPath().getList("items.code"))
                .containsExactly(
                        null,
                        "operation.refused",
                        "id.invalid",
                        "task.unknown",
                        "task.unknown",
                        null);
        assertThat(answer.jsonPath().getList("items.state"))
                .containsExactly("ABANDONED", "RUNNING", null, null, null, "ABANDONED");
        assertThat(answer.jsonPath().getInt("accepted")).isEqualTo(2);
        assertThat(answer.jsonPath().getInt("refused")).isEqualTo(4);
        running.end();
    }

    @Test
    void operatesTheTasksOfAFilter() {
        var failed = TaskScript.failed("play.none");
        var other = TaskScript.failed("play.none");
        var name = failed.path().getFileName().toString();
        var answer =
                batch(
                        json(
                                "action",
                                "abandon",
                                "filter",
                                Map.of("state", "FAILED", "target", name)));
        assertThat(answer.jsonPath().getList("items.id")).containsExactly(failed.id());
        assertThat(failed.state()).isEqualTo("ABANDONED");
        assertThat(other.state()).isEqualTo("FAILED");
        other.end();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"action\":\"retry\"}",
                "{\"action\":\"RETRY\",\"ids\":[]}",
                "{\"action\":\"skip\",\"ids\":[]}",
                "{\"ids\":[]}",
                "{\"action\":\"retry\",\"ids\":[],\"filter\":{}}",
                "{\"action\":\"retry\",\"ids\":[null]}",
                "{\"action\":\"retry\",\"ids\":\"x\"}",
            })
    void refusesInvalidRequests(String body) {
        assertProblem(batch(body), 400, "request.malformed");
    }

    @Test
    void refusesTooManyTasksAndInvalidFilters() {
        assertProblem(
                batch(json("action", "retry", "ids", Collections.nCopies(501, "x"))),
                400,
                "request.malformed");
        assertProblem(
                batch(json("action", "retry", "filter", Map.of("state", List.of("FALED")))),
                400,
                "filter.invalid");
        assertProblem(
                batch(json("action", "retry", "filter", Map.of("status", "FAILED"))),
                400,
                "request.unknown-field");
    }

    @Test
    void requiresTheRole() {
        assertProblem(
                viewer().contentType(ContentType.JSON).body("{}").post(TASKS + "/batch"),
                403,
                "auth.forbidden");
    }

    private static Response batch(String body) {
        return manager().contentType(ContentType.JSON).body(body).post(TASKS + "/batch");
    }
}
