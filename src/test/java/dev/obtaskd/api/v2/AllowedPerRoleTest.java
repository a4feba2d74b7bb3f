package dev.obtaskd.api.v2;

import static dev.obtaskd.api.v2.TaskScript.TASKS;
import static dev.obtaskd.api.v2.TaskScript.manager;
import static dev.obtaskd.api.v2.TaskScript.viewer;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.obtaskd.testing.EventClient;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code operations[]} says what the caller may do: state and role. */
@QuarkusTest
@TestProfile(TaskDaemon.class)
class AllowedPerRoleTest extends AccountHttp {

    private static final String NEEDS_MANAGER =
            "This needs the role Task manager (TASK_MANAGER) or Administrator (ADMIN).";
    private static final String NEEDS_ADMIN = "This needs the role Administrator (ADMIN).";

    @TestHTTPResource URI daemon;

    private final List<TaskScript> started = new ArrayList<>();
    private final List<EventClient> clients = new ArrayList<>();

    @AfterEach
    void end() {
        clients.forEach(EventClient::close);
        started.forEach(TaskScript::end);
    }

    @Test
    void aViewerMayDoNothingAndLearnsTheMissingRole() {
        var play = failed("roles-viewer");
        var task = get(AllowedPerRoleTest::vic, play);
        for (var path : List.of("operations", "subTasks[0].operations", "subTasks[1].operations")) {
            assertRefused(task.getList(path), "auth.forbidden", NEEDS_MANAGER);
        }
        assertThat(task.getString("claim.release.reason")).isEqualTo(NEEDS_ADMIN);
        for (var op : task.getList("operations.op", String.class)) {
            assertProblem(vic().post(TASKS + "/" + play.id() + "/" + op), 403, "auth.forbidden");
        }
        var row = listed(AllowedPerRoleTest::vic, play);
        assertRefused(castList(row.get("operations")), "auth.forbidden", NEEDS_MANAGER);
    }

    @Test
    void theMissingRoleIsNamedInTheLanguageOfTheCaller() {
        var play = failed("roles-zh");
        var task = vic().header("Accept-Language", "zh").get(TASKS + "/" + play.id()).jsonPath();
        assertRefused(
                task.getList("operations"),
                "auth.forbidden",
                "需要“任务管理（TASK_MANAGER）”或“系统管理员（ADMIN）”角色。");
        assertThat(task.getString("claim.release.reason")).isEqualTo("需要“系统管理员（ADMIN）”角色。");
    }

    @Test
    void aManagerMayOperateTasksButNotReleaseClaims() {
        var play = failed("roles-manager");
        var task = get(TaskScript::manager, play);
        assertThat(task.getList("operations.findAll { it.allowed }.op"))
                .containsExactly("retry", "rollback", "abandon");
        assertThat(task.getList("subTasks[0].operations.findAll { it.allowed }.op"))
                .containsExactly("retry", "skip");
        assertThat(task.getMap("claim.release"))
                .containsEntry("allowed", false)
                .containsEntry("reasonCode", "auth.forbidden")
                .containsEntry("reason", NEEDS_ADMIN);
    }

    @Test
    void anAdministratorMayDoAll() {
        var play = failed("roles-admin");
        var task = get(AccountHttp::admin, play);
        assertThat(task.getList("operations.findAll { it.allowed }.op"))
                .containsExactly("retry", "rollback", "abandon");
        assertThat(task.getBoolean("claim.release.allowed")).isTrue();
    }

    /** A role that is missing is the reason also when the state would refuse. */
    @Test
    void theStateIsTheReasonOfThoseWhoHaveTheRole() {
        var play = failed("roles-state");
        play.end();
        assertRefused(
                get(TaskScript::manager, play).getList("operations"),
                "task.finished",
                "The task has already ended as ABANDONED.");
        assertRefused(
                get(AllowedPerRoleTest::vic, play).getList("operations"),
                "auth.forbidden",
                NEEDS_MANAGER);
    }

    @Test
    void aTokenMayDoWhatItsOwnRolePermits() {
        var play = failed("roles-token");
        var secret = token(user("TASK_MANAGER"), "role", "TASK_VIEWER");
        assertRefused(
                get(() -> bearer(secret), play).getList("operations"),
                "auth.forbidden",
                NEEDS_MANAGER);
    }

    /** The entity tag is the version, and the response belongs to its caller nevertheless. */
    @Test
    void theSameVersionIsAnsweredToEachRoleInItsOwnWay() {
        var play = failed("roles-version");
        var mine = manager().get(TASKS + "/" + play.id());
        var other = vic().header("If-None-Match", mine.header("ETag")).get(TASKS + "/" + play.id());
        assertThat(other.statusCode()).isEqualTo(200);
        assertThat(other.header("ETag")).isEqualTo(mine.header("ETag"));
        assertThat(other.header("Cache-Control")).contains("no-store");
        assertThat(other.jsonPath().getList("operations.findAll { it.allowed }")).isEmpty();
    }

    @Test
    void aChangedRoleHoldsForTheNextResponse() {
        var play = failed("roles-changed");
        var name = user("TASK_MANAGER");
        assertThat(get(() -> basic(name, PASSWORD), play).getBoolean("operations[0].allowed"))
                .isTrue();
        change(name, "role", "TASK_VIEWER").then().statusCode(200);
        assertRefused(
                get(() -> basic(name, PASSWORD), play).getList("operations"),
                "auth.forbidden",
                NEEDS_MANAGER);
    }

    @Test
    void eventsSayToEachCallerWhatItMayDo() {
        var play = start("roles-events");
        play.awaitSubTask("a", "RUNNING");
        var topics = "tasks,task:" + play.id();
        var viewer = connect(topics, "vic", "v");
        var manager = connect(topics, "mia", "m");
        var admin = connect(topics, "ada", PASSWORD);
        play.signal("a", "no");
        for (var client : List.of(viewer, manager, admin)) {
            failedIn(client, play);
        }
        assertThat(allowed(failedIn(viewer, play).at("/task"))).isEmpty();
        assertThat(allowed(failedIn(viewer, play).at("/subTasks/0"))).isEmpty();
        assertThat(failedIn(viewer, play).at("/task/operations/0/reason").asText())
                .isEqualTo(NEEDS_MANAGER);
        assertThat(allowed(rowIn(viewer, play))).isEmpty();
        assertThat(allowed(failedIn(manager, play).at("/task")))
                .containsExactly("retry", "rollback", "abandon");
        assertThat(allowed(rowIn(manager, play))).containsExactly("retry", "rollback", "abandon");
        assertThat(failedIn(manager, play).at("/claim/release/allowed").asBoolean(true)).isFalse();
        assertThat(allowed(failedIn(admin, play).at("/task"))).isNotEmpty();
        assertThat(failedIn(admin, play).at("/claim/release/allowed").asBoolean()).isTrue();
    }

    /** What a stream has missed is sent for its caller, too. */
    @Test
    void aResumedStreamSaysWhatItsCallerMayDo() {
        var play = start("roles-resumed");
        play.awaitSubTask("a", "RUNNING");
        var topics = "tasks,task:" + play.id();
        var manager = connect(topics, "mia", "m");
        var lost = connect(topics + ",counts", "vic", "v");
        lost.event("counts");
        var last = lost.lastId();
        lost.close();
        play.signal("a", "no");
        failedIn(manager, play);
        var resumed = connect(topics, "vic", "v", "Last-Event-ID", last);
        assertThat(allowed(failedIn(resumed, play).at("/task"))).isEmpty();
        assertThat(allowed(rowIn(resumed, play))).isEmpty();
    }

    private static RequestSpecification vic() {
        return viewer();
    }

    private TaskScript start(String tenant) {
        var play = TaskScript.start("play.tenant", Map.of("tenant", tenant));
        started.add(play);
        return play;
    }

    private TaskScript failed(String tenant) {
        var play = TaskScript.failed("play.tenant", Map.of("tenant", tenant));
        started.add(play);
        return play;
    }

    private static JsonPath get(Supplier<RequestSpecification> caller, TaskScript play) {
        return caller.get()
                .get(TASKS + "/" + play.id())
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static Map<String, Object> listed(
            Supplier<RequestSpecification> caller, TaskScript play) {
        return caller.get()
                .get(TASKS + "?q=" + play.id())
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getMap("items[0]");
    }

    @SuppressWarnings("unchecked") // a list of objects in JSON
    private static List<Map<String, Object>> castList(Object list) {
        return (List<Map<String, Object>>) list;
    }

    private static void assertRefused(
            List<Map<String, Object>> operations, String code, String reason) {
        assertThat(operations)
                .isNotEmpty()
                .allSatisfy(
                        operation ->
                                assertThat(operation)
                                        .containsEntry("allowed", false)
                                        .containsEntry("reasonCode", code)
                                        .containsEntry("reason", reason));
    }

    private static JsonNode failedIn(EventClient client, TaskScript play) {
        return client.event(
                        "task",
                        data ->
                                data.at("/task/id").asText().equals(play.id())
                                        && data.at("/task/state").asText().equals("FAILED"))
                .data();
    }

    private static JsonNode rowIn(EventClient client, TaskScript play) {
        var found = new ArrayList<JsonNode>();
        client.event(
                "tasks",
                data -> {
                    for (var row : data.path("items")) {
                        if (row.path("id").asText().equals(play.id())
                                && row.path("state").asText().equals("FAILED")) {
                            found.add(row);
                        }
                    }
                    return !found.isEmpty();
                });
        return found.getLast();
    }

    private static List<String> allowed(JsonNode holder) {
        var allowed = new ArrayList<String>();
        for (var operation : holder.path("operations")) {
            if (operation.path("allowed").asBoolean()) {
                allowed.add(operation.path("op").asText());
            }
        }
        return allowed;
    }

    private EventClient connect(String topics, String name, String password, String... headers) {
        var credential = Base64.getEncoder().encodeToString((name + ":" + password).getBytes());
        var client = EventClient.connect(daemon, "Basic " + credential, topics, headers);
        clients.add(client);
        return client.ready();
    }
}
