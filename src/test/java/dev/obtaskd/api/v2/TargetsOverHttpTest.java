package dev.obtaskd.api.v2;

import static dev.obtaskd.api.v2.TaskScript.json;
import static dev.obtaskd.api.v2.TaskScript.manager;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where targets are shown, and whether they still exist. */
@QuarkusTest
@TestProfile(TaskDaemon.class)
class TargetsOverHttpTest extends TaskHttp {

    @Test
    void aTargetHasTheLinkOfItsType() {
        var tenant = run("tenant.create", "a b/c", "0");
        assertThat(target(tenant, "link")).isEqualTo("https://ocp.example/tenant/a%20b%2Fc");
        assertThat(target(run("host.check", "10.0.0.1", "0"), "link"))
                .isEqualTo("/tasks?targetType=HOST&target=10.0.0.1");
        assertThat(target(run("proxy.check", "p", "0"), "link")).isNull();
        var listed =
                manager()
                        .queryParam("targetType", "TENANT")
                        .queryParam("target", "a b/c")
                        .get("/api/v2/tasks")
                        .jsonPath();
        assertThat(listed.getString("items[0].target.link")).endsWith("/a%20b%2Fc");
        var body = json("operation", "tenant.drop", "params", Map.of("name", "x"));
        assertThat(
                        manager()
                                .contentType(ContentType.JSON)
                                .body(body)
                                .post("/api/v2/tasks/preview")
                                .<String>path("target.link"))
                .isEqualTo("https://ocp.example/tenant/x");
    }

    @Test
    void aRemovedTargetIsDeletedUntilItIsCreatedAgain() {
        var created = run("tenant.create", "sales", "0");
        var other = run("tenant.create", "other", "0");
        run("tenant.drop", "sales", "1");
        assertExists(created);
        var dropped = run("tenant.drop", "sales", "0");
        for (var task : new String[] {created, dropped}) {
            assertThat(target(task, "deleted")).isEqualTo(true);
            assertThat(target(task, "link")).isNull();
        }
        assertExists(other);
        run("tenant.create", "sales", "1");
        assertThat(target(created, "deleted")).isEqualTo(true);
        var again = run("tenant.create", "sales", "0");
        assertExists(created);
        assertExists(dropped);
        assertExists(again);
    }

    private void assertExists(String task) {
        assertThat(target(task, "deleted")).isEqualTo(false);
        assertThat(target(task, "link")).isNotNull();
    }

    private static Object target(String task, String field) {
        return manager().get("/api/v2/tasks/" + task).path("target." + field);
    }

    private static String run(String operation, String name, String code) {
        var params = Map.of("name", name, "code", code);
        String id =
                manager()
                        .contentType(ContentType.JSON)
                        .body(json("operation", operation, "params", params))
                        .post("/api/v2/tasks")
                        .then()
                        .statusCode(201)
                        .extract()
                        .path("id");
        await().until(
                        () ->
                                manager()
                                        .get("/api/v2/tasks/" + id)
                                        .path("state")
                                        .equals(code.equals("0") ? "SUCCEEDED" : "FAILED"));
        return id;
    }
}
