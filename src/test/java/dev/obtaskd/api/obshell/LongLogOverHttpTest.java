package dev.obtaskd.api.obshell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.obtaskd.api.v2.TaskDaemon;
import dev.obtaskd.api.v2.TaskScript;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A log that is longer than what obshell's page shows. */
@QuarkusTest
@TestProfile(TaskDaemon.class)
class LongLogOverHttpTest extends DagHttp {

    @Test
    void beginsWithTheNumberOfOmittedLines() {
        String dag =
                TaskScript.manager()
                        .contentType(ContentType.JSON)
                        .body(TaskScript.json("operation", "play.count", "params", Map.of()))
                        .post(TaskScript.TASKS)
                        .path("id");
        await().until(() -> in(get("/dag/" + dag), "data.state").equals("SUCCEED"));
        String subTask = in(get("/dag/" + dag), "data.nodes[0].sub_tasks[0].id");
        List<String> lines = in(get("/sub_task/" + subTask + "/logs"), "data.contents.log_content");
        assertThat(lines).hasSize(2_001);
        var raw = "/api/v2/subtasks/" + subTask + "/log/raw?attempt=1";
        assertThat(lines.getFirst())
                .isEqualTo(
                        (total(raw) - 2_000)
                                + " earlier lines are omitted; the whole log: GET "
                                + raw);
        assertThat(lines).contains("2500").doesNotContain("400");
        List<String> shown = in(get("/sub_task/" + subTask), "data.task_logs");
        assertThat(shown).isEqualTo(lines);
        List<String> inDag = in(get("/dag/" + dag), "data.nodes[0].sub_tasks[0].task_logs");
        assertThat(inDag).hasSize(100);
    }

    private static long total(String raw) {
        return TaskScript.viewer()
                .get(raw.replace("/raw", "") + "&limit=1")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getLong("totalLines");
    }
}
