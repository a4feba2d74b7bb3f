package dev.obtaskd.api.v2;

import static dev.obtaskd.api.v2.TaskScript.TASKS;
import static dev.obtaskd.api.v2.TaskScript.viewer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.obtaskd.api.v2.http.PageCursor;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(TaskDaemon.class)
class TaskListOverHttpTest extends TaskHttp {

    @Test
    void hasTheKeysOfAList() {
        TaskScript.start("play.none").end();
        var answer = list("limit=1");
        assertKeys(answer.getMap("$"), "items nextCursor");
        assertKeys(answer.getMap("items[0]"), TaskSubmitTest.TASK_KEYS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"createdAt", "-createdAt", "endedAt", "-endedAt", "name", "-name"})
    void pagesWithoutLossOrRepetitionWhileTasksAreAdded(String sort) {
        var mine = new ArrayList<TaskScript>();
        for (var i = 0; i < 5; i++) {
            mine.add(i % 2 == 0 ? TaskScript.failed("play.fixed") : TaskScript.start("play.fixed"));
        }
        var seen = new ArrayList<String>();
        String cursor = null;
        for (var pages = 0; pages == 0 || cursor != null; pages++) {
            var page =
                    list(
                            "operation=play.fixed&limit=2&sort="
                                    + sort
                                    + (cursor == null ? "" : "&cursor=" + cursor));
            seen.addAll(page.getList("items.id"));
            cursor = page.getString("nextCursor");
            if (pages < 2) {
                mine.add(TaskScript.failed("play.fixed"));
            }
        }
        assertThat(seen)
                .doesNotHaveDuplicates()
                .containsAll(mine.subList(0, 5).stream().map(TaskScript::id).toList());
        mine.forEach(script -> script.signal("a", "no"));
        mine.forEach(TaskScript::end);
    }

    @Test
    void filtersByEveryParameter() {
        var script = TaskScript.failed("play.tenant", Map.of("tenant", "list"));
        var name = script.path().getFileName().toString();
        for (var filter :
                List.of(
                        "state=FAILED",
                        "state=FAILED&state=RUNNING",
                        "scope=CLUSTER",
                        "maintenance=TENANT",
                        "operation=play.tenant",
                        "initiator=mia",
                        "targetType=PLAY",
                        "name=PLAY.TEN",
                        "name=%E6%BC%94%E7%BB%83",
                        "host=127.0.0.1:2887",
                        "host=10.0.0.1:1&host=127.0.0.1:2887",
                        "from=2020-01-01T00:00:00Z",
                        "to=2999-01-01T00:00:00%2B08:00",
                        "q=" + name,
                        "hidden=true")) {
            assertThat(list("target=" + name + "&" + filter).getList("items.id"))
                    .as(filter)
                    .containsExactly(script.id());
        }
        for (var filter :
                List.of(
                        "state=SUCCEEDED",
                        "scope=LOCAL",
                        "maintenance=GLOBAL",
                        "operation=play",
                        "initiator=mi",
                        "targetType=HOST",
                        "name=%25",
                        "host=10.0.0.1:1",
                        "from=2999-01-01T00:00:00Z",
                        "to=2020-01-01T00:00:00Z",
                        "q=' OR 1=1 --")) {
            assertThat(list("target=" + name + "&" + filter).getList("items.id"))
                    .as(filter)
                    .isEmpty();
        }
        script.end();
    }

    @Test
    void searchesById() {
        var local = TaskScript.start("play.none");
        var cluster = TaskScript.start("play.tenant", Map.of("tenant", "find"));
        var obproxy = TaskScript.start("play.obproxy");
        for (var script : List.of(local, cluster, obproxy)) {
            assertThat(list("q=" + script.id()).getList("items.id")).containsExactly(script.id());
            assertThat(list("q=" + script.id().substring(1)).getList("items.id"))
                    .contains(script.id());
            script.end();
        }
        assertThat(list("q=" + local.id() + "0").getList("items")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "sttae=FAILED, request.unknown-parameter",
        "state=failed, filter.invalid",
        "scope=X, filter.invalid",
        "maintenance=, filter.invalid",
        "from=yesterday, filter.invalid",
        "from=+99999-01-01T00:00:00Z, filter.invalid",
        "to=-0001-01-01T00:00:00Z, filter.invalid",
        "hidden=1, filter.invalid",
        "sort=id, filter.invalid",
        "sort=--name, filter.invalid",
        "q=a&q=b, filter.invalid",
        "limit=0, limit.invalid",
        "limit=501, limit.invalid",
        "limit=1000000000, limit.invalid",
        "cursor=x, cursor.invalid",
        "cursor=, cursor.invalid",
        "q=%00, request.malformed",
        "q=%ff, request.malformed",
    })
    void refusesAnInvalidQuery(String query, String code) {
        assertProblem(raw(query), 400, code);
    }

    @Test
    void refusesACursorOfAnotherOrderAndAnInvalidOne() {
        TaskScript.start("play.none").end();
        TaskScript.start("play.none").end();
        var cursor = list("limit=1").getString("nextCursor");
        assertProblem(raw("sort=name&cursor=" + cursor), 400, "cursor.invalid");
        assertThat(raw("sort=-createdAt&cursor=" + cursor).statusCode()).isEqualTo(200);
        assertProblem(
                raw("cursor=" + new PageCursor("-createdAt", "x'", 1)), 400, "cursor.invalid");
    }

    @Test
    void countsTasksByState() {
        var failed = TaskScript.failed("play.none");
        var running = TaskScript.start("play.none");
        var counts = viewer().get(TASKS + "/counts").jsonPath();
        assertKeys(counts.getMap("$"), "states running failed");
        assertKeys(
                counts.getMap("states"),
                "PENDING RUNNING TERMINATING FAILED ROLLING_BACK ROLLBACK_FAILED SUCCEEDED"
                        + " ROLLED_BACK ABANDONED");
        assertThat(counts.getInt("failed"))
                .isEqualTo(counts.getInt("states.FAILED") + counts.getInt("states.ROLLBACK_FAILED"))
                .isPositive();
        assertThat(counts.getInt("running"))
                .isGreaterThanOrEqualTo(counts.getInt("states.RUNNING"))
                .isPositive();
        failed.end();
        running.end();
    }

    private static JsonPath list(String query) {
        return raw(query).then().statusCode(200).extract().jsonPath();
    }

    private static Response raw(String query) {
        return viewer().urlEncodingEnabled(false).get(TASKS + "?" + query.replace(" ", "%20"));
    }
}
