package dev.obtaskd.api.v2;

import static dev.obtaskd.api.v2.TaskScript.TASKS;
import static dev.obtaskd.api.v2.TaskScript.manager;
import static dev.obtaskd.api.v2.TaskScript.viewer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * An IPv6 address that is configured in brackets is shown in one pair of brackets, and only before
 * a port.
 */
@QuarkusTest
@TestProfile(BracketedAgentTest.Bracketed.class)
class BracketedAgentTest extends TaskHttp {

    private static final int PORT = 2886;

    /** An address that no other test uses. */
    public static class Bracketed extends LogDaemon.Profile {
        @Override
        public Map<String, String> getConfigOverrides() {
            var settings = new HashMap<>(super.getConfigOverrides());
            settings.put("obtaskd.agent.ip", "[::1]");
            settings.put("obtaskd.agent.port", String.valueOf(PORT));
            return settings;
        }
    }

    @Test
    void isShownInOnePairOfBrackets() {
        var submitted = submit("[]");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> getTask(submitted).path("state").equals("FAILED"));
        var task = getTask(submitted);
        assertThat(task.<List<String>>path("hosts")).containsExactly("[::1]:" + PORT);
        assertThat(task.<List<String>>path("subTasks.host"))
                .isNotEmpty()
                .containsOnly("[::1]:" + PORT);
        assertThat(task.<String>path("target.name")).isEqualTo("::1");
        assertThat(task.<String>path("id")).startsWith("3" + "0".repeat(38) + "1" + "0" + PORT);
        assertThat(task.<List<String>>path("subTasks.id"))
                .allSatisfy(
                        id -> assertThat(id).startsWith("3" + "0".repeat(38) + "1" + "0" + PORT));
        assertThat(task.asString()).doesNotContain("[[", "]]:");
    }

    @Test
    void isAcceptedInRequests() {
        assertThat(submit("[\"[::1]:" + PORT + "\"]").statusCode()).isEqualTo(201);
        var refused = submit("[\"[[::1]]:" + PORT + "\"]");
        assertProblem(refused, 400, "params.invalid");
        assertThat(refused.jsonPath().getString("errors[0].message"))
                .endsWith("known agents: [::1]:" + PORT);
    }

    private static Response submit(String hosts) {
        return manager()
                .contentType(ContentType.JSON)
                .body("{\"operation\":\"test.talks\",\"params\":{},\"hosts\":" + hosts + "}")
                .post(TASKS);
    }

    private static Response getTask(Response submitted) {
        return viewer().get(submitted.header("Location"));
    }
}
