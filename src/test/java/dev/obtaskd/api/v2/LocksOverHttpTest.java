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
class LocksOverHttpTest {

    @Inject LogDaemon site;

    @Inject TaskControl control;

    @Test
    void aLockNamesItsTaskAndWhatReleasesIt() {
        var task = site.run("test.locks");
        var list = site.viewer().get("/api/v2/locks").then().statusCode(200).extract().jsonPath();
        assertThat(list.getList("items")).hasSize(1);
        assertThat(list.<Map<String, Object>>get("items[0]"))
                .containsOnlyKeys(
                        "id", "kind", "scope", "type", "key", "agent", "since", "freedBy",
                        "release", "task")
                .containsEntry("kind", "CLAIM")
                .containsEntry("scope", "LOCAL")
                .containsEntry("type", "GLOBAL")
                .containsEntry(
                        "freedBy",
                        "When the task is retried and succeeds, is rolled back, or is abandoned.");
        assertThat(list.<Map<String, Object>>get("items[0].task"))
                .containsOnlyKeys("id", "name", "state", "initiator", "link")
                .containsEntry("id", site.id(task))
                .containsEntry("state", "FAILED")
                .containsEntry("link", "/tasks/" + site.id(task));
        assertThat(list.getString("items[0].task.initiator.user")).isEqualTo("mia");
        site.viewer()
                .header("Accept-Language", "zh-CN")
                .get("/api/v2/locks")
                .then()
                .body("items[0].freedBy", equalTo("任务重试成功、回滚或放弃后释放。"));
        site.viewer()
                .get("/api/v2/locks?limit=0")
                .then()
                .statusCode(400)
                .body("code", equalTo("limit.invalid"));
        site.viewer()
                .get("/api/v2/locks?cursor=x")
                .then()
                .statusCode(400)
                .body("code", equalTo("cursor.invalid"));
        control.apply(
                TaskOp.ABANDON, task.id(), new ControlRequest(LogDaemon.MIA, null, null, null));
        site.viewer().get("/api/v2/locks").then().body("items", equalTo(List.of()));
    }
}
