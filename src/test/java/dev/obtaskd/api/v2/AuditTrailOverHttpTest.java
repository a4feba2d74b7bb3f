package dev.obtaskd.api.v2;

import static dev.obtaskd.api.v2.TaskScript.TASKS;
import static dev.obtaskd.api.v2.TaskScript.json;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.obtaskd.id.TaskId;
import dev.obtaskd.store.AuditEntry;
import dev.obtaskd.store.StoreReader;
import dev.obtaskd.store.TaskStore;
import dev.obtaskd.task.GenericId;
import dev.obtaskd.task.TaskDefinition;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(TaskDaemon.class)
class AuditTrailOverHttpTest extends AccountHttp {

    private static final String AUDIT = "/api/v2/audit";

    @Inject StoreReader store;

    @Inject TaskStore writer;

    @Test
    void aRefusedSubmitNamesTheTaskThatHoldsTheClaim() throws Exception {
        var tenant = unique();
        var begin = Instant.now();
        var holder = TaskScript.start("play.tenant", Map.of("tenant", tenant));
        assertProblem(submit("play.tenant", tenant, "mine now"), 409, "claim.held");
        var entry = only("action=submit&result=REFUSED&from=" + begin + "&actor=mia");
        assertThat(entry)
                .containsEntry("actor", "mia")
                .containsEntry("role", "TASK_MANAGER")
                .containsEntry("source", "API")
                .containsEntry("address", "127.0.0.1")
                .containsEntry("action", "submit play.tenant")
                .containsEntry("taskId", null)
                .containsEntry("reason", "mine now")
                .containsEntry("code", "claim.held")
                .containsEntry("objectType", "TASK")
                .containsEntry("objectId", null)
                .containsEntry("holderId", holder.id());
        var row = GenericId.parse(holder.id()).row();
        assertThat(store.refusals(begin)).isEqualTo(Map.of(TaskId.local(row), 1L));
        holder.end();
    }

    @Test
    void everyRefusedSubmitIsAudited() {
        var begin = Instant.now();
        assertProblem(submit("play.nothing", "x", null), 404, "operation.unknown");
        assertProblem(submit("=HYPERLINK(1)\n", "x", null), 404, "operation.unknown");
        assertProblem(
                TaskScript.manager()
                        .contentType(ContentType.JSON)
                        .body(json("operation", "play.none", "params", Map.of("dir", 5)))
                        .post(TASKS),
                400,
                "params.invalid");
        assertThat(items("action=submit&from=" + begin))
                .extracting(entry -> entry.get("action") + " " + entry.get("code"))
                .containsExactly(
                        "submit play.none params.invalid",
                        "submit - operation.unknown",
                        "submit play.nothing operation.unknown");
    }

    @Test
    void operationsHaveTheirObjects() {
        var play = TaskScript.failed("play.none");
        var subTask = play.subTask("a");
        assertThat(play.operate("a", "skip").statusCode()).isEqualTo(202);
        play.signal("b", "ok");
        play.awaitState("SUCCEEDED");
        assertProblem(play.operate("retry"), 409, "operation.refused");
        assertThat(items("taskId=" + play.id()))
                .extracting(
                        entry ->
                                List.of(
                                        entry.get("action"),
                                        entry.get("result"),
                                        entry.get("objectType"),
                                        entry.get("objectId")))
                .containsExactly(
                        List.of("retry", "REFUSED", "TASK", play.id()),
                        List.of("skip", "ACCEPTED", "SUBTASK", subTask),
                        List.of("submit play.none", "ACCEPTED", "TASK", play.id()));
        assertThat(only("objectId=" + subTask)).containsEntry("after", "SKIPPED");
    }

    @Test
    void changesOfUsersTokensAndSessionsHaveTheirObjects() {
        var name = user("TASK_MANAGER");
        change(name, "role", "TASK_VIEWER").then().statusCode(200);
        var secret = token(name);
        var id = secret.split("_")[1];
        basic(name, PASSWORD).delete(TOKENS + "/" + id).then().statusCode(204);
        assertProblem(
                basic(name, PASSWORD)
                        .body(json("current", "wrong", "new", OTHER_PASSWORD))
                        .put(ME + "/password"),
                401,
                "auth.failed");
        basic(name, PASSWORD)
                .body(json("current", PASSWORD, "new", OTHER_PASSWORD))
                .put(ME + "/password")
                .then()
                .statusCode(204);
        login(name, OTHER_PASSWORD).write().delete(SESSION).then().statusCode(204);
        assertThat(items("objectType=USER&objectId=" + name))
                .extracting(entry -> entry.get("action") + " by " + entry.get("actor"))
                .containsExactly(
                        "password.change by " + name, "user.change by ada", "user.create by ada");
        assertThat(items("objectType=TOKEN&objectId=" + id))
                .extracting(
                        entry ->
                                entry.get("action")
                                        + " "
                                        + entry.get("before")
                                        + " > "
                                        + entry.get("after"))
                .containsExactly(
                        "token.delete " + name + " TASK_VIEWER > null",
                        "token.create null > " + name + " TASK_VIEWER");
        assertThat(items("objectType=SESSION&source=WEB&objectId=" + name))
                .extracting(entry -> entry.get("action"))
                .containsExactly("logout", "login");
        assertThat(all("objectId=" + name)).doesNotContain(PASSWORD, OTHER_PASSWORD, secret);
    }

    @Test
    void changesOfTheDaemonItselfAreAudited() {
        assertThat(only("objectType=SETTING&objectId=agent.addresses"))
                .containsEntry("actor", "system")
                .containsEntry("source", "SYSTEM")
                .containsEntry("address", null);
        assertThat(items("objectType=USER&source=SYSTEM"))
                .allSatisfy(entry -> assertThat(entry).containsEntry("action", "user.create"));
    }

    @Test
    void aViewerSeesOnlyEntriesOfTasks() {
        var play = TaskScript.failed("play.none");
        play.end();
        user("TASK_VIEWER");
        assertThat(items("objectType=USER")).isNotEmpty();
        for (var query : List.of("objectType=USER", "objectType=SESSION", "action=login")) {
            assertThat(TaskScript.viewer().get(AUDIT + "?" + query).jsonPath().getList("items"))
                    .isEmpty();
            assertThat(TaskScript.viewer().get(AUDIT + ".csv?" + query).asString().lines())
                    .hasSize(1);
        }
        var seen = TaskScript.viewer().get(AUDIT + "?limit=500").jsonPath();
        assertThat(seen.getList("items.taskId")).isNotEmpty().doesNotContainNull();
        assertThat(seen.getList("items.objectType"))
                .allSatisfy(type -> assertThat(type).isIn("TASK", "SUBTASK"));
    }

    @Test
    void filtersCombineAndPagesContinue() {
        var begin = Instant.now();
        var play = TaskScript.failed("play.none");
        play.end();
        var query = "taskId=" + play.id() + "&source=API&address=127.0.0.1&from=" + begin;
        var whole = items(query);
        assertThat(whole).hasSizeGreaterThan(1);
        var first = admin().get(AUDIT + "?limit=1&" + query).jsonPath();
        var second =
                admin().get(AUDIT + "?limit=500&" + query + "&cursor=" + first.get("nextCursor"))
                        .jsonPath();
        assertThat(first.getList("items")).isEqualTo(whole.subList(0, 1));
        assertThat(second.getList("items")).isEqualTo(whole.subList(1, whole.size()));
        assertThat(items(query + "&to=" + begin)).isEmpty();
        assertThat(items(query.replace("source=API", "source=CLI"))).isEmpty();
        assertThat(items(query.replace("127.0.0.1", "127.0.0.2"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "source=FAX",
                "result=accepted",
                "objectType=OTHER",
                "from=yesterday",
                "to=2026-13-01T00:00:00Z",
                "taskId=abc",
                "taskId=' or 1=1 --",
                "actor=a&actor=b"
            })
    void invalidFiltersAreRefused(String query) {
        for (var path : List.of(AUDIT, AUDIT + ".csv")) {
            assertProblem(
                    admin().urlEncodingEnabled(false).get(path + "?" + encoded(query)),
                    400,
                    "filter.invalid");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "actor=' or '1'='1",
                "action=%25",
                "action=_",
                "address=\";drop table audit;--",
                "actor=%f0%9f%92%a9",
                "taskId=129999999"
            })
    void hostileFiltersSelectNothing(String query) {
        assertThat(
                        admin().urlEncodingEnabled(false)
                                .get(AUDIT + "?" + encoded(query))
                                .then()
                                .statusCode(200)
                                .extract()
                                .jsonPath()
                                .getList("items"))
                .isEmpty();
    }

    @Test
    void unknownAndMalformedParametersAreRefused() {
        admin().urlEncodingEnabled(false).get(AUDIT + "?actor=%00").then().statusCode(400);
        assertProblem(admin().get(AUDIT + "?user=ada"), 400, "request.unknown-parameter");
        assertProblem(admin().get(AUDIT + ".csv?limit=1"), 400, "request.unknown-parameter");
    }

    @Test
    void headersDoNotChangeTheAddress() {
        var play = TaskScript.failed("play.none");
        TaskScript.manager()
                .header("X-Forwarded-For", "203.0.113.9")
                .header("Forwarded", "for=203.0.113.9")
                .header("X-Real-IP", "203.0.113.9")
                .header("User-Agent", "obtaskd-cli/1.0 =cmd|calc")
                .post(TASKS + "/" + play.id() + "/abandon")
                .then()
                .statusCode(202);
        var entry = items("taskId=" + play.id()).getFirst();
        assertThat(entry).containsEntry("address", "127.0.0.1").containsEntry("source", "CLI");
        assertThat(items("address=203.0.113.9")).isEmpty();
        assertThat(all("taskId=" + play.id())).doesNotContain("calc");
    }

    @Test
    void requestsWithTheCookieComeFromTheWeb() {
        var login = login(user("TASK_MANAGER"), PASSWORD);
        var play = TaskScript.failed("play.none");
        login.write().post(TASKS + "/" + play.id() + "/abandon").then().statusCode(202);
        assertThat(items("taskId=" + play.id()).getFirst())
                .containsEntry("source", "WEB")
                .containsEntry("action", "abandon");
    }

    @Test
    void changesThatTheRoleDoesNotAllowAreAudited() {
        var name = user("TASK_VIEWER");
        for (var i = 0; i < 3; i++) {
            assertProblem(basic(name, PASSWORD).post(TASKS + "/21/retry"), 403, "auth.forbidden");
        }
        assertProblem(basic(name, PASSWORD).get(USERS), 403, "auth.forbidden");
        await().untilAsserted(
                        () ->
                                assertThat(items("result=REFUSED&actor=" + name))
                                        .singleElement()
                                        .satisfies(
                                                entry ->
                                                        assertThat(entry)
                                                                .containsEntry(
                                                                        "action",
                                                                        "POST /api/v2/tasks/21/retry")
                                                                .containsEntry(
                                                                        "role", "TASK_VIEWER")
                                                                .containsEntry(
                                                                        "code", "auth.forbidden")));
    }

    @Test
    void aFloodOfRefusalsIsStoredInFewEntries() {
        var begin = Instant.now();
        for (var i = 0; i < 40; i++) {
            submit("play.flood", "x", null).then().statusCode(404);
        }
        assertThat(items("action=submit play.flood&from=" + begin)).hasSizeBetween(10, 22);
    }

    @Test
    void theExportIsSafeInASpreadsheet() {
        var play = TaskScript.failed("play.none");
        TaskScript.manager()
                .contentType(ContentType.JSON)
                .body(json("reason", "=cmd|' /C calc'!A1,\"x\"\u001b[31m"))
                .post(TASKS + "/" + play.id() + "/abandon")
                .then()
                .statusCode(202);
        var answer = admin().get(AUDIT + ".csv?taskId=" + play.id());
        assertThat(answer.contentType()).startsWith("text/csv");
        assertThat(answer.header("Content-Disposition"))
                .isEqualTo("attachment; filename=\"audit.csv\"");
        assertThat(answer.header("Link")).isNull();
        assertThat(answer.asString().split("\r\n"))
                .hasSize(3)
                .startsWith(
                        "id,at,actor,role,source,address,action,taskId,subTaskId,reason,before,"
                                + "after,result,code,objectType,objectId,holderId");
        assertThat(answer.asString())
                .contains("\"'=cmd|' /C calc'!A1,\"\"x\"\"\\u001B[31m\"")
                .contains(",TASK," + play.id() + ",\r\n");
    }

    @Test
    void aLongExportHasALinkToItsRest() {
        var actor = unique();
        var total = 20_001;
        writer.write(
                tx -> {
                    for (var i = 0; i < total; i++) {
                        tx.audit(entry(tx.nextId(), actor));
                    }
                    return actor;
                });
        var first = admin().get(AUDIT + ".csv?actor=" + actor + "&result=ACCEPTED");
        assertThat(first.asString().split("\r\n")).hasSize(total);
        var link = first.header("Link");
        assertThat(link)
                .matches(
                        "</api/v2/audit\\.csv\\?actor="
                                + actor
                                + "&result=ACCEPTED&cursor=[^&>]+>; rel=\"next\"");
        var rest = admin().urlEncodingEnabled(false).get(link.substring(1, link.indexOf('>')));
        assertThat(rest.statusCode()).as(rest.asString()).isEqualTo(200);
        assertThat(rest.header("Link")).isNull();
        var lines = (first.asString() + rest.asString()).split("\r\n");
        assertThat(Arrays.stream(lines).distinct()).hasSize(total + 1);
        assertProblem(admin().get(AUDIT + ".csv?cursor=x"), 400, "cursor.invalid");
    }

    private static AuditEntry entry(long id, String actor) {
        return new AuditEntry(
                id,
                Instant.now(),
                actor,
                null,
                TaskDefinition.Source.API,
                null,
                "login",
                null,
                null,
                null,
                null,
                null,
                AuditEntry.Result.ACCEPTED,
                null);
    }

    @Test
    void noRequestChangesTheAudit() {
        for (var path : List.of(AUDIT, AUDIT + ".csv")) {
            assertProblem(admin().delete(path), 405, "method.unsupported");
            assertProblem(admin().body("{}").post(path), 405, "method.unsupported");
            assertProblem(admin().body("{}").put(path), 405, "method.unsupported");
            assertProblem(admin().body("{}").patch(path), 405, "method.unsupported");
            given().get(path).then().statusCode(401);
        }
        assertProblem(admin().delete(AUDIT + "/1"), 404, "path.unknown");
    }

    private static Response submit(String operation, String tenant, String reason) {
        return TaskScript.manager()
                .contentType(ContentType.JSON)
                .body(
                        json(
                                "operation",
                                operation,
                                "params",
                                Map.of("dir", "/tmp", "tenant", tenant),
                                "reason",
                                reason))
                .post(TASKS);
    }

    private static Map<String, Object> only(String query) {
        var found = items(query);
        assertThat(found).hasSize(1);
        return found.getFirst();
    }

    private static List<Map<String, Object>> items(String query) {
        return admin().get(AUDIT + "?limit=500&" + query)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("items");
    }

    private static String all(String query) {
        return admin().get(AUDIT + "?limit=500&" + query).asString();
    }

    private static String encoded(String query) {
        return query.replace(" ", "%20").replace("'", "%27").replace("\"", "%22");
    }

    private static String unique() {
        return "t" + UUID.randomUUID().toString().replace("-", "");
    }
}
