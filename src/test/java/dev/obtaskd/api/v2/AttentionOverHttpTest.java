package dev.obtaskd.api.v2;

import static dev.obtaskd.api.v2.TaskScript.manager;
import static dev.obtaskd.api.v2.TaskScript.viewer;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.obtaskd.api.v2.http.PageCursor;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(AttentionDaemon.class)
class AttentionOverHttpTest extends TaskHttp {

    private static final String PATH = "/api/v2/attention";
    private static final String CAUSE_KEYS =
            "kind key title text since count tasks focus holder refused operations";

    private final List<TaskScript> started = new ArrayList<>();

    @AfterEach
    void endTasks() {
        QuarkusMock.installMockForType(Clock.systemUTC(), Clock.class);
        started.forEach(TaskScript::end);
    }

    @Test
    void aFailedTaskThatHoldsAClaimIsACauseUntilItEnds() {
        var owner = run(TaskScript.failed("play.global"));
        assertProblem(
                manager()
                        .contentType(ContentType.JSON)
                        .body(TaskScript.body("play.global", TaskScript.directory(), Map.of()))
                        .post(TaskScript.TASKS),
                409,
                "claim.held");
        var found = causes("");
        assertThat(found.getList("items")).hasSize(1);
        assertKeys(found.getMap("items[0]"), CAUSE_KEYS);
        assertKeys(found.getMap("items[0].tasks[0]"), "id name state target");
        assertThat(found.getString("items[0].kind")).isEqualTo("CLAIM");
        assertThat(found.getString("items[0].key")).isEqualTo(owner.id());
        assertThat(found.getString("items[0].title"))
                .matches(
                        "\"Play play\\.global\" has failed and holds the claim Global maintenance"
                                + " of 127.*");
        assertThat(found.getString("items[0].since"))
                .isEqualTo(owner.detail().getString("endedAt"));
        assertThat(found.getInt("items[0].count")).isEqualTo(1);
        assertThat(found.getMap("items[0].focus")).isEqualTo(owner.detail().getMap("focus"));
        assertThat(found.getString("items[0].focus.text")).isEqualTo("a breaks");
        assertThat(found.getString("items[0].holder.task.id")).isEqualTo(owner.id());
        assertThat(found.getString("items[0].tasks[0].target.name"))
                .isEqualTo(owner.path().toString());
        assertThat(operations(found, 0))
                .isEqualTo(
                        Map.of(
                                "retry", List.of(owner.id()),
                                "rollback", List.of(owner.id()),
                                "abandon", List.of(owner.id())));
        var seen = viewer().header("Accept-Language", "zh").get(PATH).jsonPath();
        assertThat(seen.getString("items[0].title"))
                .matches("“演练 play\\.global”执行失败, 仍持有运维锁 127.* 的 全局运维");
        assertThat(seen.getList("items[0].operations")).as("a viewer has none").isEmpty();
        owner.end();
        assertThat(causes("").getList("items")).isEmpty();
    }

    @Test
    void failuresWithTheSameErrorAreOneCauseWithAStableKey() {
        var one = fails("connect to 10.0.0.7:2881: error 17");
        var two = fails("connect to 10.0.0.9: error 4");
        var other = fails("disk full");
        var found = causes("");
        assertThat(found.getList("items.kind")).containsExactly("FAILED", "FAILED");
        assertThat(found.getList("items.key"))
                .containsExactly(
                        "play.fails dial connect to #: error #", "play.fails dial disk full");
        assertThat(found.getList("items[0].tasks.id")).containsExactly(one.id(), two.id());
        assertThat(found.getList("items[1].tasks.id")).containsExactly(other.id());
        assertThat(found.getString("items[0].title")).isEqualTo("Fails: step Dial failed");
        assertThat(found.getString("items[0].text"))
                .isEqualTo("Failed tasks: 2. Error: connect to 10.0.0.7:2881: error 17");
        assertThat(found.<Object>get("items[0].holder")).isNull();
        assertThat(operations(found, 0)).containsEntry("retry", List.of(one.id(), two.id()));
        var chinese =
                viewer().header("Accept-Language", "zh").get(PATH).then().extract().jsonPath();
        assertThat(chinese.getString("items[0].title")).isEqualTo("失败: 步骤 拨号 失败");
        assertThat(chinese.getString("items[0].text")).startsWith("失败的任务: 2。错误: connect");
        one.operate("retry");
        one.awaitState("FAILED");
        assertThat(causes("").getList("items.key")).isEqualTo(found.getList("items.key"));
    }

    @Test
    void aWaitBeyondHalfOfItsLimitIsACause() {
        var task = run(TaskScript.start("play.waits"));
        task.awaitSubTask("a", "WAITING");
        advance(Duration.ofMinutes(19));
        assertThat(causes("").getList("items")).isEmpty();
        advance(Duration.ofMinutes(21));
        var found = causes("");
        assertThat(found.getList("items.key")).containsExactly("CONDITION");
        assertThat(found.getString("items[0].kind")).isEqualTo("WAITING");
        assertThat(found.getList("items[0].tasks.id")).containsExactly(task.id());
        assertThat(found.getString("items[0].since"))
                .isEqualTo(task.detail().getString("waiting.since"));
        assertThat(found.<Object>get("items[0].focus")).isNull();
        assertThat(operations(found, 0)).isEqualTo(Map.of("terminate", List.of(task.id())));
    }

    @Test
    void aLongWaitForAWorkerIsACauseAndBeginsAgainWithARetry() {
        var failed = run(TaskScript.failed("play.none"));
        var running = run(TaskScript.start("play.none"));
        running.awaitSubTask("a", "RUNNING");
        var waiting = run(TaskScript.start("play.none"));
        assertThat(waiting.detail().getString("waiting.since"))
                .isEqualTo(waiting.detail().getString("createdAt"));
        failed.signal("a", "ok");
        advance(Duration.ofMinutes(31));
        var found = causes("");
        assertThat(found.getList("items.kind")).containsExactly("FAILED", "WAITING");
        assertThat(found.getString("items[1].key")).isEqualTo("WORKER");
        assertThat(found.getList("items[1].tasks.id")).containsExactly(waiting.id());
        var before = Instant.now(Clock.systemUTC()).plus(Duration.ofMinutes(31)).minusSeconds(60);
        var answer = failed.operate("retry").then().statusCode(202).extract().jsonPath();
        for (var task : List.of(answer, failed.detail())) {
            assertThat(task.getString("waiting.for")).isEqualTo("WORKER");
            assertThat(Instant.parse(task.getString("waiting.since"))).isAfter(before);
        }
        assertThat(causes("").getList("items[0].tasks.id")).containsExactly(waiting.id());
        assertThat(listed("waitingLongerThanMs=1800000")).containsExactly(waiting.id());
        assertThat(listed("waitingFor=WORKER"))
                .containsExactlyInAnyOrder(waiting.id(), failed.id());
    }

    @Test
    void pagesContainEachCauseOnce() {
        fails("one error");
        fails("two error");
        run(TaskScript.failed("play.global"));
        var seen = new ArrayList<String>();
        String cursor = null;
        for (var pages = 0; pages == 0 || cursor != null; pages++) {
            var page = causes("?limit=1" + (cursor == null ? "" : "&cursor=" + cursor));
            seen.addAll(page.getList("items.kind"));
            cursor = page.getString("nextCursor");
        }
        assertThat(seen).containsExactly("CLAIM", "FAILED", "FAILED");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "waitingFor=WORKER",
                "waitingFor=CONDITION&waitingFor=WORKER",
                "waitingFor=WORKER&sort=createdAt",
                "waitingFor=WORKER&sort=-endedAt",
                "waitingFor=WORKER&sort=name",
                "waitingLongerThanMs=0&waitingFor=WORKER"
            })
    void pagesOfWaitingTasksContainEachTaskOnce(String filter) {
        run(TaskScript.start("play.none")).awaitSubTask("a", "RUNNING");
        var waiting = new ArrayList<String>();
        for (var i = 0; i < 3; i++) {
            waiting.add(run(TaskScript.start("play.none")).id());
        }
        assertThat(pages(filter)).containsExactlyInAnyOrderElementsOf(waiting);
        assertThat(listed("waitingFor=CONDITION")).isEmpty();
        assertThat(listed(filter + "&state=FAILED&state=SUCCEEDED")).isEmpty();
        assertThat(listed(filter + "&state=PENDING")).hasSize(3);
        assertThat(listed("waitingLongerThanMs=999999999999999999")).isEmpty();
    }

    @Test
    void aBatchSelectsTasksByWhatTheyWaitFor() {
        var running = run(TaskScript.start("play.none"));
        running.awaitSubTask("a", "RUNNING");
        var waiting = new ArrayList<String>();
        for (var i = 0; i < 3; i++) {
            waiting.add(run(TaskScript.start("play.none")).id());
        }
        for (var none :
                List.of(
                        Map.of("waitingFor", "CONDITION"),
                        Map.of("waitingFor", List.of("WORKER"), "state", "FAILED"),
                        Map.of("waitingFor", "WORKER", "waitingLongerThanMs", 999_999_999_999L))) {
            assertThat(batch(none).then().statusCode(200).extract().jsonPath().getList("items"))
                    .as(none.toString())
                    .isEmpty();
        }
        var found =
                batch(
                                Map.of(
                                        "waitingFor",
                                        List.of("WORKER", "CONDITION"),
                                        "waitingLongerThanMs",
                                        0))
                        .jsonPath();
        assertThat(found.getList("items.id")).containsExactlyInAnyOrderElementsOf(waiting);
        assertThat(found.getInt("accepted")).isEqualTo(3);
        assertThat(running.state()).isEqualTo("RUNNING");
    }

    @Test
    void aBatchRefusesInvalidFiltersOfWaits() {
        for (var filter :
                List.<Map<String, Object>>of(
                        Map.of("waitingFor", "worker"),
                        Map.of("waitingFor", List.of("WORKER", "X")),
                        Map.of("waitingLongerThanMs", -1))) {
            assertProblem(batch(filter), 400, "filter.invalid");
        }
        for (var filter :
                List.<Map<String, Object>>of(
                        Map.of("waitingFor", 1),
                        Map.of("waitingFor", Map.of()),
                        Map.of("waitingLongerThanMs", "1"),
                        Map.of("waitingLongerThanMs", 1.5))) {
            assertProblem(batch(filter), 400, "request.malformed");
        }
    }

    private static Response batch(Map<String, ?> filter) {
        return manager()
                .contentType(ContentType.JSON)
                .body(TaskScript.json("action", "terminate", "filter", filter))
                .post(TaskScript.TASKS + "/batch");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "waitingFor=worker",
                "waitingFor=",
                "waitingFor=WORKER,CLAIM",
                "waitingFor=WORKER&waitingFor=0",
                "waitingLongerThanMs=-1",
                "waitingLongerThanMs=1e3",
                "waitingLongerThanMs=",
                "waitingLongerThanMs=1&waitingLongerThanMs=2",
                "waitingLongerThanMs=9999999999999999999999"
            })
    void refusesInvalidFilters(String query) {
        assertProblem(viewer().get(TaskScript.TASKS + "?" + query), 400, "filter.invalid");
    }

    @Test
    void refusesInvalidParameters() {
        assertProblem(viewer().get(PATH + "?limit=0"), 400, "limit.invalid");
        assertProblem(viewer().get(PATH + "?limit=501"), 400, "limit.invalid");
        assertProblem(viewer().get(PATH + "?cursor=AAAA"), 400, "cursor.invalid");
        var other = new PageCursor("locks", "x", 0).toString();
        assertProblem(viewer().get(PATH + "?cursor=" + other), 400, "cursor.invalid");
        assertProblem(viewer().get(PATH + "?kind=CLAIM"), 400, "request.unknown-parameter");
        assertProblem(given().get(PATH), 401, "auth.required");
        assertProblem(
                manager().contentType(ContentType.JSON).body("{}").post(PATH),
                405,
                "method.unsupported");
        var beyond = new PageCursor("attention", "9", 0).toString();
        assertThat(causes("?cursor=" + beyond).getList("items")).isEmpty();
    }

    private TaskScript fails(String text) {
        var task = run(TaskScript.start("play.fails", Map.of("text", text)));
        task.awaitState("FAILED");
        return task;
    }

    private TaskScript run(TaskScript task) {
        started.add(task);
        return task;
    }

    private static void advance(Duration time) {
        QuarkusMock.installMockForType(Clock.offset(Clock.systemUTC(), time), Clock.class);
    }

    private static JsonPath causes(String query) {
        return manager().get(PATH + query).then().statusCode(200).extract().jsonPath();
    }

    private static Map<String, List<String>> operations(JsonPath found, int cause) {
        var operations = new HashMap<String, List<String>>();
        found.<Map<String, Object>>getList("items[" + cause + "].operations")
                .forEach(each -> operations.put((String) each.get("op"), castIds(each.get("ids"))));
        return operations;
    }

    @SuppressWarnings("unchecked") // a list of texts in JSON
    private static List<String> castIds(Object ids) {
        return (List<String>) ids;
    }

    private static List<String> listed(String query) {
        return viewer().get(TaskScript.TASKS + "?" + query)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("items.id");
    }

    private static List<String> pages(String filter) {
        var seen = new ArrayList<String>();
        String cursor = null;
        for (var pages = 0; pages == 0 || cursor != null; pages++) {
            var page =
                    viewer().get(
                                    TaskScript.TASKS
                                            + "?limit=1&"
                                            + filter
                                            + (cursor == null ? "" : "&cursor=" + cursor))
                            .then()
                            .statusCode(200)
                            .extract()
                            .jsonPath();
            seen.addAll(page.getList("items.id"));
            cursor = page.getString("nextCursor");
            assertThat(pages).isLessThan(20);
        }
        return seen;
    }
}
