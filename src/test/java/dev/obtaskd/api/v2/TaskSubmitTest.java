package dev.obtaskd.api.v2;

import static dev.obtaskd.api.v2.TaskScript.TASKS;
import static dev.obtaskd.api.v2.TaskScript.body;
import static dev.obtaskd.api.v2.TaskScript.directory;
import static dev.obtaskd.api.v2.TaskScript.json;
import static dev.obtaskd.api.v2.TaskScript.manager;
import static dev.obtaskd.api.v2.TaskScript.viewer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(TaskDaemon.class)
class TaskSubmitTest extends TaskHttp {

    static final String TASK_KEYS =
            "id operation name state cause direction scope maintenance claimHeld hosts target"
                    + " initiator parentId hidden reason createdAt startedAt endedAt durationMs"
                    + " progress waiting version operations";

    @Test
    void returnsTheTaskAndItsLocation() {
        var directory = directory();
        var answer =
                submit(
                        json(
                                "operation",
                                "play.none",
                                "params",
                                Map.of("dir", directory.toString()),
                                "reason",
                                "why not"));
        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.header("Location")).endsWith(TASKS + "/" + answer.path("id"));
        assertThat(answer.header("ETag")).isEqualTo("\"" + answer.path("version") + "\"");
        assertKeys(answer.jsonPath().getMap("$"), TASK_KEYS);
        assertThat(answer.<String>path("reason")).isEqualTo("why not");
        assertThat(answer.<Map<String, String>>path("initiator"))
                .isEqualTo(Map.of("user", "mia", "source", "API"));
        assertThat(answer.<String>path("target.name")).isEqualTo(directory.toString());
        assertThat(viewer().get(answer.header("Location")).<String>path("id"))
                .isEqualTo(answer.path("id"));
        manager().post(TASKS + "/" + answer.path("id") + "/terminate");
    }

    @Test
    void runsTheTask() {
        var script = TaskScript.start("play.none");
        script.signal("a", "ok");
        script.signal("b", "ok");
        script.awaitState("SUCCEEDED");
        var seen = script.detail();
        assertThat(seen.getInt("progress.done")).isEqualTo(3);
        assertThat(seen.getList("subTasks.state"))
                .containsExactly("SUCCEEDED", "SUCCEEDED", "SKIPPED");
        assertThat(seen.getList("subTasks[0].attempts.result")).containsExactly("SUCCEEDED");
        assertThat(seen.getInt("subTasks[0].attempts[0].logLines")).isPositive();
        assertThat(seen.getString("claim")).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'; touch /tmp/x; '",
                "$(id) `id` ${HOME}",
                "' OR 1=1; drop table task; --",
                "a\nb",
                "中文",
                "${{ params.file }}"
            })
    void passesOnTextsUnchanged(String text) throws IOException {
        var file = directory().resolve("text");
        var answer =
                submit(
                        json(
                                "operation",
                                "play.echo",
                                "params",
                                Map.of("text", text, "file", file.toString())));
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(201);
        await().until(
                        () ->
                                viewer().get(answer.header("Location"))
                                        .path("state")
                                        .equals("SUCCEEDED"));
        assertThat(Files.readString(file)).isEqualTo(text);
        assertThat(viewer().get(answer.header("Location")).<String>path("params.text"))
                .isEqualTo(text);
    }

    @Test
    void namesEveryWrongParameter() {
        var answer =
                submit(
                        json(
                                "operation",
                                "play.none",
                                "params",
                                Map.of("tenant", 5, "extra", true)));
        assertProblem(answer, 400, "params.invalid");
        var errors = answer.jsonPath().getList("errors", Map.class);
        assertThat(errors)
                .allSatisfy(
                        error ->
                                assertThat(((Map<?, ?>) error).keySet().toString())
                                        .isEqualTo("[field, value, message]"));
        assertThat(answer.jsonPath().getList("errors.field", String.class))
                .allMatch(field -> field.startsWith("/params"));
        assertThat(answer.jsonPath().getString("errors.message")).contains("required", "known");
        assertThat(answer.jsonPath().getString("errors.field")).contains("/params/tenant");
    }

    @Test
    void refusesParametersThatAreTooLong() {
        var file = directory().resolve("text").toString();
        var tooMuch =
                submit(
                        json(
                                "operation",
                                "play.echo",
                                "params",
                                Map.of("text", "x".repeat(100_000), "file", file)));
        assertProblem(tooMuch, 400, "params.invalid");
        var bodyTooLarge =
                submit(
                        json(
                                "operation",
                                "play.echo",
                                "params",
                                Map.of("text", "x".repeat(1 << 20), "file", file)));
        assertProblem(bodyTooLarge, 413, "body.too-large");
    }

    @Test
    void refusesAnUnknownHost() {
        var answer =
                submit(
                        json(
                                "operation",
                                "play.none",
                                "params",
                                Map.of("dir", "/"),
                                "hosts",
                                List.of("10.0.0.1:1")));
        assertProblem(answer, 400, "params.invalid");
        assertThat(answer.jsonPath().getString("errors[0].field")).isEqualTo("/hosts");
    }

    @Test
    void refusesUnknownOperations() {
        assertProblem(submit(json("operation", "play.nothing")), 404, "operation.unknown");
        assertProblem(submit(json("operation", "' OR 1=1")), 404, "operation.unknown");
    }

    @Test
    void reportsWhyAnOperationIsDisabled() {
        var answer = submit(json("operation", "play.broken"));
        assertProblem(answer, 404, "operation.unknown");
        assertThat(answer.jsonPath().getString("detail")).contains("disabled", "broken.yaml:");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\uFEFF",
                "[]",
                "{}",
                "{\"operation\":null}",
                "{\"operation\":5}",
                "{\"operation\":\" \"}",
                "{\"operation\":\"a\\u0000\"}",
                "{\"operation\":\"play.none\",\"hosts\":[null]}",
                "{\"operation\":\"play.none\",\"params\":{\"dir\":\"\\u0000\"}}",
            })
    void refusesInvalidBodies(String body) {
        assertProblem(submit(body), 400, "request.malformed");
    }

    @Test
    void refusesBytesThatAreNotText() {
        var bytes = "{\"operation\":\"\u00ff\"}".getBytes(StandardCharsets.ISO_8859_1);
        assertProblem(
                manager().contentType(ContentType.JSON).body(bytes).post(TASKS),
                400,
                "request.malformed");
        var xml = manager().contentType(ContentType.XML).body("<a/>").post(TASKS);
        assertProblem(xml, 415, "media.unsupported");
    }

    @Test
    void refusesUnknownFieldsAndParameters() {
        assertProblem(
                submit("{\"operation\":\"play.none\",\"parameters\":{}}"),
                400,
                "request.unknown-field");
        var answer =
                manager().contentType(ContentType.JSON).body("{}").post(TASKS + "?dryRun=true");
        assertProblem(answer, 400, "request.unknown-parameter");
    }

    @Test
    void refusesAReasonThatIsTooLong() {
        var answer =
                submit(
                        json(
                                "operation",
                                "play.none",
                                "params",
                                Map.of("dir", "/"),
                                "reason",
                                "x".repeat(1_001)));
        assertProblem(answer, 400, "request.malformed");
        assertThat(answer.jsonPath().getString("errors[0].field")).isEqualTo("/reason");
    }

    @Test
    void namesTheHolderOfTheClaim() {
        var holder = TaskScript.start("play.global");
        var answer = submit(body("play.global", directory(), Map.of()));
        assertProblem(answer, 409, "claim.held");
        assertKeys(
                answer.jsonPath().getMap("holder"),
                "id kind scope type key agent since freedBy release task");
        assertKeys(answer.jsonPath().getMap("holder.task"), "id name state initiator link");
        assertThat(answer.jsonPath().getString("holder.task.id")).isEqualTo(holder.id());
        assertThat(holder.detail().getMap("claim")).isEqualTo(answer.jsonPath().getMap("holder"));
        holder.end();
    }

    @Test
    void excludesTenantTasksOfTheSameTenantOnly() {
        var holder = TaskScript.start("play.tenant", Map.of("tenant", "one"));
        assertThat(holder.id()).startsWith("1");
        assertProblem(
                submit(body("play.tenant", directory(), Map.of("tenant", "one"))),
                409,
                "claim.held");
        TaskScript.start("play.tenant", Map.of("tenant", "two")).end();
        holder.end();
    }

    @Test
    void acceptsLongTargetNamesButNoLongTenantNames() {
        var tenant = submit(body("play.tenant", directory(), Map.of("tenant", "x".repeat(201))));
        assertProblem(tenant, 400, "params.invalid");
        assertThat(tenant.jsonPath().getString("errors[0].field")).isEqualTo("/params/tenant");
        var target =
                submit(
                        json(
                                "operation",
                                "play.none",
                                "params",
                                Map.of("dir", "/" + "x".repeat(600))));
        assertThat(target.statusCode()).isEqualTo(201);
        assertThat(target.<String>path("target.name")).hasSize(500);
        manager().post(TASKS + "/" + target.path("id") + "/terminate");
    }

    @Test
    void requiresTheRole() {
        assertProblem(
                viewer().contentType(ContentType.JSON).body("{}").post(TASKS),
                403,
                "auth.forbidden");
    }

    private static Response submit(String body) {
        return manager().contentType("application/json; charset=utf-8").body(body).post(TASKS);
    }
}
