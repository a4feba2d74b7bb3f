package dev.obtaskd.api.v2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obtaskd.task.Task;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The first and last lines of the logs of real programs. */
@QuarkusTest
@TestProfile(LogDaemon.Profile.class)
class LogFrameOverHttpTest {

    @Inject LogDaemon site;

    @Test
    void aLogStartsWithWhatRunsAndEndsWithWhyItFailed() {
        var task = site.run("test.noise");
        var lines = lines(task, "noise", "");
        assertThat(lines.getFirst())
                .isEqualTo("attempt 1 of noise on " + host(task) + here() + "=because");
        assertThat(lines.get(1)).startsWith("$ /bin/sh -c 'i=1\\nwhile ");
        assertThat(lines.get(2)).isEqualTo("params {\"n\":1.50}");
        assertThat(lines.getLast()).matches("failed: exit code 7 after [0-9]+ ms: the cause");
        assertThat(lines).filteredOn(line -> line.startsWith("attempt ")).hasSize(1);
    }

    @Test
    void aRetryNamesTheUserAndTheReason() {
        var task = site.run("test.noise");
        site.manager()
                .contentType(ContentType.JSON)
                .body("{\"reason\": \"new disk\"}")
                .post("/api/v2/tasks/" + site.id(task) + "/retry")
                .then()
                .statusCode(202);
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(
                        () ->
                                site.latest(task).subTasks().getFirst().attemptNo() == 2
                                        && site.latest(task).endedAt() != null);
        assertThat(lines(task, "noise", "?attempt=2&limit=1"))
                .containsExactly(
                        "attempt 2 of noise on "
                                + host(task)
                                + " as "
                                + System.getProperty("user.name")
                                + " in /tmp, retry by max: new disk");
        assertThat(lines(task, "noise", "?attempt=1&limit=1").getFirst()).startsWith("attempt 1");
    }

    @Test
    void aStepWithoutAProgramHasThemToo() {
        var task = site.run("test.copy");
        assertThat(lines(task, "copy", ""))
                .containsExactly(
                        "attempt 1 of copy on " + host(task) + ", submitted by mia: =because",
                        "params {}",
                        "copy /no/such/file to /no/such/copy",
                        "failed: copy /no/such/file to /no/such/copy: /no/such/file does not"
                                + " exist");
    }

    @Test
    void aSuccessEndsWithTheExitCode() {
        var task = site.run("test.talks");
        assertThat(lines(task, "say", "?tail=1").getFirst()).matches("exit code 0 after [0-9]+ ms");
        assertThat(lines(task, "fail", "?tail=1").getFirst())
                .matches("failed: exit code 3 after [0-9]+ ms: broken");
    }

    private static String here() {
        return " as " + System.getProperty("user.name") + " in /tmp, submitted by mia: ";
    }

    private static String host(Task task) {
        return task.subTasks().getFirst().host().toString();
    }

    private List<String> lines(Task task, String step, String query) {
        return site.viewer()
                .get("/api/v2/subtasks/" + site.id(task, step) + "/log" + query)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("lines.text");
    }
}
