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
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(TaskDaemon.class)
class TaskPreviewTest extends TaskHttp {

    @Test
    void showsTheStepsAndChangesNothing() {
        var directory = directory();
        var answer = preview(body("play.tenant", directory, Map.of("tenant", "seen")));
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        assertKeys(
                answer.jsonPath().getMap("$"),
                "operation name scope maintenance target hosts params steps wouldHold conflicts");
        assertKeys(
                answer.jsonPath().getMap("steps[0]"),
                "id title kind stage needs hosts rollback allow timeoutMs state runs text");
        assertThat(answer.jsonPath().getList("steps.runs")).containsExactly(true, true, false);
        assertThat(answer.jsonPath().getString("steps[0].text"))
                .startsWith("/bin/sh ")
                .endsWith(directory + " a");
        assertThat(answer.jsonPath().getMap("wouldHold"))
                .containsEntry("type", "TENANT")
                .containsEntry("key", "seen");
        assertThat(answer.jsonPath().getMap("params")).containsEntry("more", false);
        assertThat(answer.jsonPath().getList("conflicts")).isEmpty();
        assertThat(
                        viewer().get(TASKS + "?target=" + directory.getFileName())
                                .jsonPath()
                                .getList("items"))
                .isEmpty();
    }

    @Test
    void quotesArgumentsForAShell() {
        var answer =
                preview(
                        json(
                                "operation",
                                "play.echo",
                                "params",
                                Map.of("text", "it's $HOME", "file", "/tmp/x")));
        assertThat(answer.jsonPath().getString("steps[0].text"))
                .endsWith("sh 'it'\\''s $HOME' /tmp/x");
        assertThat(answer.jsonPath().getMap("wouldHold")).isNull();
    }

    @Test
    void namesTheConflictingTask() {
        var holder = TaskScript.start("play.global");
        var answer = preview(body("play.global", directory(), Map.of()));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.jsonPath().getList("conflicts.task.id")).containsExactly(holder.id());
        holder.end();
    }

    @Test
    void refusesTheRequestsThatSubmitRefuses() {
        assertProblem(preview(json("operation", "play.none")), 400, "params.invalid");
        assertProblem(preview(json("operation", "play.nothing")), 404, "operation.unknown");
        assertProblem(preview(""), 400, "request.malformed");
        assertProblem(
                viewer().contentType(ContentType.JSON).body("{}").post(TASKS + "/preview"),
                403,
                "auth.forbidden");
    }

    private static Response preview(String body) {
        return manager().contentType(ContentType.JSON).body(body).post(TASKS + "/preview");
    }
}
