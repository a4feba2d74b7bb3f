package dev.obtaskd.api.v2;

import static dev.obtaskd.api.v2.TaskScript.TASKS;
import static dev.obtaskd.api.v2.TaskScript.json;
import static dev.obtaskd.api.v2.TaskScript.manager;
import static dev.obtaskd.api.v2.TaskScript.viewer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(ParamsDaemon.class)
class RetryWithParamsTest extends TaskHttp {

    private final Path file = TaskScript.directory().resolve("lines");

    @Test
    void runsUseTheNewParametersAndRollbacksThoseOfTheirRun() {
        var id = failed(Map.of());
        assertThat(lines()).containsExactly("first bad", "second bad red");
        var retried = retry(id, "{\"reason\": \"typo\", \"params\": {\"size\": \"big\"}}");
        assertThat(retried.statusCode()).as(retried.asString()).isEqualTo(202);
        awaitState(id, "SUCCEEDED");
        assertThat(lines())
                .containsExactly(
                        "first bad", "second bad red", "undo second bad", "second big red");
        var task = task(id);
        assertThat(task.getString("params.size")).isEqualTo("big");
        assertKeys(task.getMap("paramChanges[0]"), "revision at by reason changes");
        assertThat(task.getInt("paramChanges[0].revision")).isEqualTo(2);
        assertThat(task.getString("paramChanges[0].by")).isEqualTo("mia");
        assertThat(task.getString("paramChanges[0].reason")).isEqualTo("typo");
        assertThat(task.getList("paramChanges[0].changes"))
                .isEqualTo(List.of(Map.of("field", "/size", "before", "bad", "after", "big")));
        assertThat(task.getList("subTasks[0].attempts.paramsRevision")).isEqualTo(List.of(1));
        assertThat(task.getList("subTasks[1].attempts.paramsRevision")).isEqualTo(List.of(1, 1, 2));
        assertThat(task.getString("subTasks[0].output.was")).isEqualTo("bad");
    }

    @Test
    void aPreviewMasksSecrets() {
        var params = Map.of("file", "/tmp/x", "tenant", "t", "size", "1", "key", "k-secret");
        var preview =
                manager()
                        .contentType(ContentType.JSON)
                        .body(json("operation", "test.params", "params", params))
                        .post(TASKS + "/preview");
        assertThat(preview.statusCode()).as(preview.asString()).isEqualTo(200);
        assertThat(preview.<String>path("params.key")).isEqualTo("******");
        assertThat(preview.asString()).doesNotContain("k-secret");
    }

    @Test
    void aRollBackUndoesEachStepWithTheParametersOfItsRun() {
        var id = failed(Map.of());
        assertThat(retry(id, patch("size", "big", "color", "blue")).statusCode()).isEqualTo(202);
        awaitState(id, "FAILED");
        assertThat(manager().post(TASKS + "/" + id + "/rollback").statusCode()).isEqualTo(202);
        awaitState(id, "ROLLED_BACK");
        assertThat(lines())
                .containsExactly(
                        "first bad",
                        "second bad red",
                        "undo second bad",
                        "second big blue",
                        "undo second big",
                        "undo first bad bad");
    }

    @Test
    void aRetryFromAFailedRollbackUndoesWithTheOldAndRunsWithTheNewParameters() throws IOException {
        var id = failed(Map.of());
        Files.createFile(file.resolveSibling("lines.stop"));
        manager().post(TASKS + "/" + id + "/rollback");
        awaitState(id, "ROLLBACK_FAILED");
        Files.delete(file.resolveSibling("lines.stop"));
        assertThat(retry(id, patch("size", "big")).statusCode()).isEqualTo(202);
        awaitState(id, "SUCCEEDED");
        assertThat(lines())
                .containsExactly(
                        "first bad",
                        "second bad red",
                        "undo second bad",
                        "undo second bad",
                        "second big red");
    }

    @Test
    void aDryRunShowsTheParametersAndTheirUsersAndChangesNothing() {
        var id = failed(Map.of());
        var answer =
                manager()
                        .contentType(ContentType.JSON)
                        .body(patch("size", "big", "key", "k1"))
                        .post(TASKS + "/" + id + "/retry?dryRun=true");
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        var effects = answer.jsonPath();
        assertThat(effects.getString("params.size")).isEqualTo("big");
        assertThat(effects.getString("params.key")).isEqualTo("******");
        assertThat(effects.getList("changes.field")).isEqualTo(List.of("/size", "/key"));
        assertThat(effects.getList("changes[0].usedBy"))
                .isEqualTo(List.of(task(id).getString("subTasks[0].id")));
        assertThat(effects.getList("changes[1].usedBy")).isEmpty();
        assertThat(effects.getString("changes[1].before")).isEqualTo("******");
        assertThat(answer.asString()).doesNotContain("k1").doesNotContain("k0");
        assertThat(task(id).getString("params.size")).isEqualTo("bad");
        assertThat(task(id).getList("paramChanges")).isEmpty();
        var plain = manager().post(TASKS + "/" + id + "/retry?dryRun=true").jsonPath();
        assertThat(plain.getMap("$")).doesNotContainKeys("params", "changes");
        end(id);
    }

    @Test
    void aDryRunShowsWhatWouldBeExecuted() {
        var id = failed(Map.of());
        var detail = task(id);
        var plain = manager().post(TASKS + "/" + id + "/retry?dryRun=true").jsonPath();
        assertKeys(plain.getMap("texts[0]"), "subTaskId kind text");
        assertThat(plain.getList("texts.kind")).isEqualTo(List.of("ROLLBACK", "RUN", "RUN"));
        assertThat(plain.getList("texts.subTaskId"))
                .isEqualTo(
                        List.of(
                                detail.getString("subTasks[1].id"),
                                detail.getString("subTasks[1].id"),
                                detail.getString("subTasks[3].id")));
        assertThat(plain.getString("texts[0].text"))
                .startsWith("/bin/sh -c 'echo \"undo second")
                .endsWith(" sh bad " + file);
        assertThat(plain.getString("texts[1].text")).endsWith(" sh bad red " + file);
        var changed =
                manager()
                        .contentType(ContentType.JSON)
                        .body(patch("size", "big", "color", "blue", "key", "k1"))
                        .post(TASKS + "/" + id + "/retry?dryRun=true");
        assertThat(changed.asString()).doesNotContain("k1").doesNotContain("k0");
        assertThat(changed.jsonPath().getString("texts[0].text")).endsWith(" sh bad " + file);
        assertThat(changed.jsonPath().getString("texts[1].text")).endsWith(" sh big blue " + file);
        var undone = manager().post(TASKS + "/" + id + "/rollback?dryRun=true").jsonPath();
        assertThat(undone.getList("texts.kind")).isEqualTo(List.of("ROLLBACK", "ROLLBACK"));
        // The output of the step is known.
        assertThat(undone.getString("texts[1].text")).endsWith(" sh bad bad " + file);
        assertThat(manager().post(TASKS + "/" + id + "/abandon?dryRun=true").jsonPath().getMap("$"))
                .doesNotContainKey("texts");
        end(id);
    }

    @Test
    void whatDecidesClaimTargetHostsOrStepsIsFixed() {
        var id = failed(Map.of());
        var changes =
                Map.<String, Object>of(
                        "tenant", "other", "label", "x", "host", "10.9.9.9:1", "more", true);
        changes.forEach(
                (name, value) -> {
                    var refused = retry(id, patch(name, value, "size", "big"));
                    assertProblem(refused, 400, "params.fixed");
                    assertThat(refused.jsonPath().getList("errors.field"))
                            .isEqualTo(List.of("/params/" + name));
                    assertThat(refused.jsonPath().getString("errors[0].value"))
                            .isEqualTo(value.toString());
                });
        assertThat(
                        retry(id, patch("tenant", "other", "host", "x"))
                                .jsonPath()
                                .getList("errors.field"))
                .isEqualTo(List.of("/params/tenant", "/params/host"));
        assertUnchanged(id);
        // The same value is no change.
        assertThat(retry(id, patch("tenant", tenant(id), "size", "big")).statusCode())
                .isEqualTo(202);
        awaitState(id, "SUCCEEDED");
    }

    @Test
    void invalidPatchesAreRefused() {
        var id = failed(Map.of());
        for (var params :
                List.of(
                        "null",
                        "[]",
                        "[{\"size\": \"big\"}]",
                        "\"size\"",
                        "1",
                        "{\"unknown\": 1}",
                        "{\"size\": null}",
                        "{\"size\": 5}",
                        "{\"size\": \"" + "x".repeat(100_000) + "\"}",
                        "{\"size\": \"a\\u0000b\"}",
                        "{\"deep\": " + "[".repeat(90) + "]".repeat(90) + "}",
                        "{\"deep\": {\"a\": \"x\"}}")) {
            var refused = retry(id, "{\"params\": " + params + "}");
            assertThat(refused.statusCode()).as(params).isEqualTo(400);
            assertThat(refused.jsonPath().getString("code"))
                    .as(params.substring(0, Math.min(40, params.length())))
                    .isIn("params.invalid", "request.malformed");
            if (refused.jsonPath().getString("code").equals("params.invalid")) {
                assertThat(refused.jsonPath().getList("errors.field"))
                        .as(refused.asString())
                        .isNotEmpty()
                        .allMatch(field -> field.toString().startsWith("/params"));
            }
        }
        var deep = "{\"deep\":".repeat(5_000) + "1" + "}".repeat(5_000);
        assertThat(retry(id, "{\"params\": " + deep + "}").statusCode()).isEqualTo(400);
        var huge = "{\"params\": {\"size\": \"" + "x".repeat(2 << 20) + "\"}}";
        assertThat(retry(id, huge).statusCode()).isEqualTo(413);
        assertProblem(retry(id, "{\"params\": {}, \"parms\": {}}"), 400, "request.unknown-field");
        assertUnchanged(id);
        end(id);
    }

    @Test
    void onlyTheRetryOfOneTaskTakesParameters() {
        var id = failed(Map.of());
        var body = patch("size", "big");
        for (var op : List.of("rollback", "abandon", "terminate")) {
            assertProblem(post(TASKS + "/" + id + "/" + op, body), 400, "request.unknown-field");
        }
        var subTask = task(id).getString("subTasks[1].id");
        for (var op : List.of("retry", "skip", "terminate")) {
            assertProblem(
                    post("/api/v2/subtasks/" + subTask + "/" + op, body),
                    400,
                    "request.unknown-field");
        }
        assertProblem(
                post(
                        TASKS + "/batch",
                        json("action", "retry", "ids", List.of(id), "params", Map.of())),
                400,
                "request.unknown-field");
        assertUnchanged(id);
        end(id);
    }

    @Test
    void theDifferenceIsAuditedWithoutSecrets() {
        var id = failed(Map.of("color", "green"));
        var body =
                "{\"params\": {\"size\": \"big\", \"color\": null, \"key\": \"k1\", \"deep\":"
                        + " {\"a\": 1}}}";
        assertThat(retry(id, body).statusCode()).isEqualTo(202);
        awaitState(id, "SUCCEEDED");
        var audit = viewer().get(TASKS + "/" + id + "/audit");
        var entry = audit.jsonPath().getMap("items.find { it.action == 'retry' }");
        assertThat((String) entry.get("before"))
                .startsWith("FAILED {")
                .contains("\"/size\":\"bad\"", "\"/color\":\"green\"", "\"/key\":\"******\"");
        assertThat((String) entry.get("after"))
                .contains("\"/size\":\"big\"", "\"/color\":\"red\"", "\"/deep\":{\"a\":1}");
        var detail = viewer().get(TASKS + "/" + id).asString();
        assertThat(audit.asString() + detail).doesNotContain("k1").doesNotContain("k0");
    }

    @Test
    void aRepeatedRequestChangesNothing() {
        var id = failed(Map.of());
        var first = withKey(id, patch("size", "big"));
        assertThat(first.statusCode()).isEqualTo(202);
        awaitState(id, "SUCCEEDED");
        var again = withKey(id, patch("size", "big"));
        assertThat(again.statusCode()).isEqualTo(202);
        assertThat(again.asString()).isEqualTo(first.asString());
        assertProblem(withKey(id, patch("size", "small")), 422, "idempotency.mismatch");
        assertThat(task(id).getList("paramChanges")).hasSize(1);
    }

    @Test
    void aRefusedRetryChangesNoParameters() {
        var id = failed(Map.of());
        assertProblem(
                manager()
                        .contentType(ContentType.JSON)
                        .header("If-Match", "\"0\"")
                        .body(patch("size", "big"))
                        .post(TASKS + "/" + id + "/retry"),
                412,
                "version.changed");
        assertUnchanged(id);
        assertThat(retry(id, "{\"params\": {}}").statusCode()).isEqualTo(202);
        awaitState(id, "FAILED");
        assertThat(task(id).getList("paramChanges")).isEmpty();
        end(id);
        assertProblem(retry(id, patch("size", "big")), 409, "operation.refused");
        assertUnchanged(id);
    }

    private Response withKey(String id, String body) {
        return manager()
                .contentType(ContentType.JSON)
                .header("Idempotency-Key", "key of " + id)
                .body(body)
                .post(TASKS + "/" + id + "/retry");
    }

    private void assertUnchanged(String id) {
        assertThat(task(id).getString("params.size")).isEqualTo("bad");
        assertThat(task(id).getList("paramChanges")).isEmpty();
    }

    private String failed(Map<String, Object> more) {
        var params = new HashMap<String, Object>(more);
        params.put("file", file.toString());
        params.put("tenant", file.getParent().getFileName().toString());
        params.put("size", "bad");
        var answer = post(TASKS, json("operation", "test.params", "params", params));
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(201);
        var id = answer.jsonPath().getString("id");
        awaitState(id, "FAILED");
        return id;
    }

    private static String tenant(String id) {
        return task(id).getString("params.tenant");
    }

    private static String patch(Object... keysAndValues) {
        return "{\"params\": " + json(keysAndValues) + "}";
    }

    private static Response retry(String id, String body) {
        return post(TASKS + "/" + id + "/retry", body);
    }

    private static Response post(String path, String body) {
        return manager().contentType(ContentType.JSON).body(body).post(path);
    }

    private static JsonPath task(String id) {
        return viewer().get(TASKS + "/" + id).then().statusCode(200).extract().jsonPath();
    }

    private static void awaitState(String id, String state) {
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> task(id).getString("state").equals(state));
    }

    private static void end(String id) {
        assertThat(manager().post(TASKS + "/" + id + "/abandon").statusCode()).isEqualTo(202);
    }

    private List<String> lines() {
        try {
            return Arrays.asList(Files.readString(file).strip().split("\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
