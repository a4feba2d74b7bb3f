package dev.obtaskd.api.v2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.obtaskd.daemon.DetachedPrograms;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The processes of a step that was terminated or timed out are dead when the task ends, whatever
 * their session, user or environment.
 */
@QuarkusTest
@TestProfile(StoppedProgramsTest.InGroups.class)
class StoppedProgramsTest extends TaskHttp {

    private final DetachedPrograms sleepers = DetachedPrograms.next();

    /** A daemon that creates control groups. */
    public static class InGroups implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            try {
                var root = Files.createTempDirectory("obtaskd-stopped");
                root.toFile().setExecutable(true, false);
                var operations = Files.createDirectory(root.resolve("operations"));
                DetachedPrograms.operation(root, operations, "test.long", "10m");
                DetachedPrograms.operation(root, operations, "test.short", "2s");
                var settings =
                        new HashMap<>(
                                Map.of(
                                        "obtaskd.data-dir",
                                        root.resolve("data").toString(),
                                        "obtaskd.operations-dir",
                                        operations.toString(),
                                        "obtaskd.exec.grace",
                                        "300ms"));
                settings.putAll(more());
                return settings;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        Map<String, String> more() {
            return Map.of();
        }
    }

    @BeforeEach
    void assumeHost() {
        Assumptions.assumeTrue("root".equals(System.getProperty("user.name")));
        Assumptions.assumeTrue(
                !expectsGroups() || Files.isWritable(Path.of("/sys/fs/cgroup/freezer")));
    }

    @AfterEach
    void end() {
        sleepers.kill();
    }

    boolean expectsGroups() {
        return true;
    }

    /** The test programs that this host can find, and the number of processes that sleep then. */
    Map<String, Integer> programs() {
        var all = new HashMap<>(DetachedPrograms.WITH_PARENTS);
        all.putAll(DetachedPrograms.ORPHANS);
        return all;
    }

    @Test
    void processesAreDeadWhenTheTaskIsTerminated() throws Exception {
        for (var program : programs().entrySet()) {
            var task = submit("test.long", program.getKey());
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> sleepers.alive().size() >= program.getValue());
            assertThat(sleepers.inGroup()).isEqualTo(expectsGroups());
            assertThat(
                            TaskScript.manager()
                                    .post(TaskScript.TASKS + "/" + task + "/terminate")
                                    .statusCode())
                    .isEqualTo(202);
            awaitCause(task, "TERMINATED");
            assertThat(sleepers.alive()).as(program.getKey()).isEmpty();
        }
    }

    @Test
    void processesAreDeadAfterATimeout() {
        for (var program : programs().entrySet()) {
            awaitCause(submit("test.short", program.getKey()), "TIMEOUT");
            assertThat(sleepers.alive()).as(program.getKey()).isEmpty();
        }
    }

    /** A server that a step starts is not stopped with the step. */
    @Test
    void processesSurviveASuccessfulStep() {
        var task = submit("test.long", "server");
        await().atMost(Duration.ofSeconds(20)).until(() -> state(task).equals("SUCCEEDED"));
        assertThat(sleepers.alive()).hasSize(1);
        // Other attempts continue to start and end.
        var next = submit("test.long", "nothing");
        await().atMost(Duration.ofSeconds(20)).until(() -> state(next).equals("SUCCEEDED"));
        assertThat(sleepers.alive()).hasSize(1);
    }

    private String submit(String operation, String how) {
        return TaskScript.manager()
                .contentType(ContentType.JSON)
                .body(sleepers.request(operation, how))
                .post(TaskScript.TASKS)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private void awaitCause(String task, String cause) {
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> state(task).equals("FAILED"));
        assertThat(
                        TaskScript.viewer()
                                .get(TaskScript.TASKS + "/" + task)
                                .jsonPath()
                                .getString("subTasks[0].attempts[0].cause"))
                .isEqualTo(cause);
    }

    private static String state(String task) {
        return TaskScript.viewer().get(TaskScript.TASKS + "/" + task).jsonPath().getString("state");
    }
}
