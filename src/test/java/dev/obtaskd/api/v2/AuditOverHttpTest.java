package dev.obtaskd.api.v2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.obtaskd.engine.ControlRequest;
import dev.obtaskd.engine.TaskControl;
import dev.obtaskd.task.TaskOp;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(LogDaemon.Profile.class)
class AuditOverHttpTest {

    @Inject LogDaemon site;

    @Inject TaskControl control;

    @Test
    void theAuditOfATaskHasItsOperations() {
        var task = site.run("test.talks");
        control.apply(
                TaskOp.ABANDON, task.id(), new ControlRequest(LogDaemon.MIA, "enough", null, null));
        control.apply(TaskOp.RETRY, task.id(), new ControlRequest(LogDaemon.MIA, null, null, null));
        var list =
                site.viewer()
                        .get("/api/v2/tasks/" + site.id(task) + "/audit")
                        .then()
                        .statusCode(200)
                        .extract()
                        .jsonPath();
        assertThat(list.<Map<String, Object>>get("items[0]"))
                .containsOnlyKeys(
                        "id",
                        "at",
                        "actor",
                        "role",
                        "source",
                        "address",
                        "action",
                        "taskId",
                        "subTaskId",
                        "reason",
                        "before",
                        "after",
                        "result",
                        "code",
                        "objectType",
                        "objectId",
                        "holderId");
        assertThat(list.getList("items.action"))
                .isEqualTo(List.of("retry", "abandon", "submit test.talks"));
        assertThat(list.getList("items.result"))
                .isEqualTo(List.of("REFUSED", "ACCEPTED", "ACCEPTED"));
        assertThat(list.<Map<String, Object>>get("items[1]"))
                .containsEntry("actor", "mia")
                .containsEntry("role", "TASK_MANAGER")
                .containsEntry("source", "API")
                .containsEntry("address", "192.0.2.7")
                .containsEntry("taskId", site.id(task))
                .containsEntry("reason", "enough")
                .containsEntry("before", "FAILED")
                .containsEntry("after", "ABANDONED");
        assertThat(list.getString("items[0].code")).isNotNull();
    }

    @Test
    void pagesContinueAtTheCursor() {
        var older = site.run("test.quiet");
        var newer = site.run("test.quiet");
        var first = site.viewer().get("/api/v2/audit?limit=1").jsonPath();
        assertThat(first.getList("items.taskId")).isEqualTo(List.of(site.id(newer)));
        var second =
                site.viewer()
                        .get("/api/v2/audit?limit=1&cursor=" + first.getString("nextCursor"))
                        .jsonPath();
        assertThat(second.getList("items.taskId")).isEqualTo(List.of(site.id(older)));
        assertThat(site.viewer().get("/api/v2/audit?limit=500").jsonPath().getString("nextCursor"))
                .isNull();
    }

    @Test
    void refusesInvalidParameters() {
        site.viewer()
                .get("/api/v2/audit?limit=501")
                .then()
                .statusCode(400)
                .body("code", equalTo("limit.invalid"));
        site.viewer()
                .get("/api/v2/audit?cursor=x")
                .then()
                .statusCode(400)
                .body("code", equalTo("cursor.invalid"));
    }
}
