package dev.obtaskd.api.v2;

import static dev.obtaskd.api.v2.TaskScript.TASKS;
import static dev.obtaskd.api.v2.TaskScript.viewer;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.obtaskd.id.TaskId;
import dev.obtaskd.log.TaskDirectories;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(TaskDaemon.class)
class TaskDetailOverHttpTest extends TaskHttp {

    @Inject TaskDirectories attempts;

    @Test
    void hasTheKeysOfATaskAndItsParts() {
        var script = TaskScript.failed("play.obproxy");
        var seen = script.detail();
        assertThat(script.id()).startsWith("4");
        assertKeys(
                seen.getMap("$"),
                TaskSubmitTest.TASK_KEYS + " params steps edges subTasks claim focus");
        assertKeys(
                seen.getMap("steps[0]"),
                "id title kind stage needs hosts rollback allow timeoutMs state");
        assertKeys(
                seen.getMap("subTasks[0].attempts[0]"),
                "no kind trigger startedAt endedAt result cause exitCode signal message "
                        + "logLines logBytes logExpired");
        assertKeys(seen.getMap("claim"), "kind scope type key agent since freedBy task");
        assertThat(seen.getList("steps.rollback")).containsExactly("REAL", "REAL", "REAL");
        assertThat(seen.getList("edges.from")).containsExactly("a", "b");
        assertThat(seen.getString("subTasks[1].waiting.for")).isEqualTo("UPSTREAM");
        script.end();
    }

    @Test
    void theFocusOfAFailedTaskIsItsFirstError() {
        var script = TaskScript.failed("play.none");
        Map<String, Object> focus = script.detail().getMap("focus");
        assertKeys(focus, "subTaskId attempt line text");
        assertThat(focus.get("subTaskId")).isEqualTo(script.subTask("a"));
        assertThat(focus.get("attempt")).isEqualTo(1);
        assertThat(focus.get("text")).isEqualTo("a breaks");
        assertThat(script.detail().getString("cause")).isEqualTo("ERROR");
        assertThat(script.detail().getInt("subTasks[0].attempts[0].exitCode")).isEqualTo(3);
        script.operate("abandon");
        assertThat(script.detail().getString("focus.subTaskId"))
                .as("also when it is over")
                .isEqualTo(script.subTask("a"));
    }

    @Test
    void theFocusOfARunningTaskIsItsRunningSubTask() {
        var script = TaskScript.start("play.none");
        script.signal("a", "ok");
        script.awaitSubTask("b", "RUNNING");
        assertThat(script.detail().getString("focus.subTaskId")).isEqualTo(script.subTask("b"));
        script.end();
    }

    @Test
    void hasItsVersionAsETag() {
        var script = TaskScript.failed("play.none");
        var answer = viewer().get(TASKS + "/" + script.id());
        assertThat(answer.header("ETag")).isEqualTo("\"" + answer.path("version") + "\"");
        script.end();
        assertThat(viewer().get(TASKS + "/" + script.id()).header("ETag"))
                .isNotEqualTo(answer.header("ETag"));
    }

    @Test
    void showsThatALogHasExpired() throws IOException {
        var script = TaskScript.failed("play.none");
        assertThat(script.detail().getList("subTasks[0].attempts.logExpired"))
                .isEqualTo(List.of(false));
        var row = Long.parseLong(script.id().substring(16));
        attempts.of(TaskId.local(row), Instant.parse(script.detail().getString("createdAt")))
                .delete();
        assertThat(script.detail().getList("subTasks[0].attempts.logExpired"))
                .isEqualTo(List.of(true));
        script.end();
    }

    @Test
    void tooManyWrongPasswordsAreRefusedForAWhile() {
        for (var i = 0; i < 20; i++) {
            var wrong =
                    given().auth()
                            .preemptive()
                            .basic("guess", "wrong" + i)
                            .get("/api/v2/tasks/counts");
            assertProblem(wrong, 401, "auth.required");
            assertThat(wrong.header("WWW-Authenticate")).startsWith("Basic");
        }
        var throttled =
                given().auth().preemptive().basic("guess", "right").get("/api/v2/tasks/counts");
        assertProblem(throttled, 429, "auth.throttled");
        assertThat(Integer.parseInt(throttled.header("Retry-After"))).isBetween(1, 60);
        assertThat(viewer().get("/api/v2/tasks/counts").statusCode()).isEqualTo(200);
    }
}
