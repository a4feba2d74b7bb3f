package dev.obtaskd.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Simulates a power cut: the store was forced to disk, while files that attempts wrote may be lost.
 * The host then has another boot id. The test kills the daemon and the program and deletes the
 * directories of the tasks.
 */
class PowerCutIT {

    private static final String OPERATION =
            """
            operation: cut.%1$s
            title: {en: Cut, zh: 断电}
            description: {en: Tells that it ran and waits., zh: 等待}
            scope: LOCAL
            maintenance: {type: NONE}
            params:
              type: object
              required: [directory]
              additionalProperties: false
              properties: {directory: {type: string}}
            steps:
              - id: work
                title: {en: Work, zh: 工作}
                onRestart: %1$s
                run:
                  exec:
                    argv: [/bin/sh, -c, 'echo $$ >>"$1/runs"; [ -e "$1/short" ] || exec sleep 600', sh, "${{ params.directory }}"]
            """;

    @TempDir Path directory;

    private DaemonProcess daemon;
    private String settings;

    @BeforeEach
    void begin() throws Exception {
        var operations = Files.createDirectory(directory.resolve("operations"));
        for (var onRestart : new String[] {"fail", "rerun"}) {
            Files.writeString(
                    operations.resolve(onRestart + ".yaml"), OPERATION.formatted(onRestart));
        }
        settings = "-Dobtaskd.boot.id-file=" + directory.resolve("boot-id");
        boot("1");
        daemon = new DaemonProcess(directory.resolve("data"), operations).start(settings);
    }

    @AfterEach
    void end() throws Exception {
        daemon.kill();
        killPrograms();
    }

    @Test
    void doesNotRestartAProgramThatMustNotRunAgain() throws Exception {
        var id = submit("fail");
        awaitRuns(1);
        cut();
        var task = awaitState(id, "FAILED");
        assertThat(task.at("/subTasks/0/cause").textValue()).isEqualTo("INTERRUPTED");
        assertThat(task.at("/subTasks/0/attempts")).hasSize(1);
        assertThat(runs()).isOne();
        assertThat(
                        daemon.get(
                                        "/api/v2/subtasks/"
                                                + task.at("/subTasks/0/id").textValue()
                                                + "/log")
                                .text())
                .contains("it is unknown whether the program started")
                .contains("failed: the daemon stopped while this was running")
                .containsOnlyOnce("attempt 1 of ");
    }

    /** The exit code file of a program is lost as well, completely or in part. */
    @Test
    void doesNotRestartAProgramWhoseExitCodeIsTorn() throws Exception {
        var id = submit("fail");
        awaitRuns(1);
        daemon.kill();
        killPrograms();
        await().until(() -> exitCodes() == 1);
        try (var left = Files.walk(directory.resolve("data/tasks"))) {
            for (var torn :
                    left.filter(path -> path.endsWith("rc") || path.endsWith("claim")).toList()) {
                Files.write(torn, new byte[0]);
            }
        }
        boot("2");
        daemon.start(settings);
        assertThat(awaitState(id, "FAILED").at("/subTasks/0/cause").textValue())
                .isEqualTo("INTERRUPTED");
        assertThat(runs()).isOne();
    }

    @Test
    void restartsAProgramThatMayRunAgainInANewAttempt() throws Exception {
        var id = submit("rerun");
        awaitRuns(1);
        Files.createFile(directory.resolve("short"));
        cut();
        var task = awaitState(id, "SUCCEEDED");
        assertThat(task.at("/subTasks/0/attempts")).hasSize(2);
        assertThat(task.at("/subTasks/0/attempts/0/cause").textValue()).isEqualTo("INTERRUPTED");
        assertThat(task.at("/subTasks/0/attempts/1/trigger").textValue()).isEqualTo("RESTART");
        assertThat(runs()).isEqualTo(2);
    }

    /**
     * In the same boot, an attempt that left no file never started; it is started once, as the same
     * attempt.
     */
    @Test
    void startsAProgramOnceThatNeverStarted() throws Exception {
        var id = submit("fail");
        awaitRuns(1);
        Files.createFile(directory.resolve("short"));
        daemon.kill();
        killPrograms();
        deleteTasks();
        Files.delete(directory.resolve("runs"));
        daemon.start(settings);
        assertThat(awaitState(id, "SUCCEEDED").at("/subTasks/0/attempts")).hasSize(1);
        assertThat(runs()).isOne();
    }

    private String submit(String onRestart) throws Exception {
        var body =
                "{\"operation\":\"cut."
                        + onRestart
                        + "\",\"params\":{\"directory\":\""
                        + directory
                        + "\"}}";
        return daemon.post("/api/v2/tasks", body).body().get("id").asText();
    }

    private void cut() throws Exception {
        daemon.kill();
        killPrograms();
        deleteTasks();
        boot("2");
        daemon.start(settings);
    }

    private void boot(String id) throws IOException {
        Files.writeString(
                directory.resolve("boot-id"), "00000000-0000-4000-8000-00000000000" + id + "\n");
    }

    private void killPrograms() throws IOException {
        if (Files.exists(directory.resolve("runs"))) {
            for (var pid : Files.readAllLines(directory.resolve("runs"))) {
                ProcessHandle.of(Long.parseLong(pid)).ifPresent(ProcessHandle::destroyForcibly);
            }
        }
    }

    private void deleteTasks() throws IOException {
        // The wrapper writes the exit code after its program has exited.
        await().until(() -> exitCodes() == 1);
        try (var left = Files.walk(directory.resolve("data/tasks"))) {
            for (var path : left.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private long exitCodes() throws IOException {
        try (var left = Files.walk(directory.resolve("data/tasks"))) {
            return left.filter(path -> path.endsWith("rc")).count();
        }
    }

    private void awaitRuns(int number) {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> Files.exists(directory.resolve("runs")) && runs() == number);
    }

    private int runs() throws IOException {
        return Files.readAllLines(directory.resolve("runs")).size();
    }

    private JsonNode awaitState(String id, String state) throws Exception {
        await().atMost(Duration.ofSeconds(20))
                .until(
                        () ->
                                daemon.get("/api/v2/tasks/" + id)
                                        .body()
                                        .get("state")
                                        .asText()
                                        .equals(state));
        return daemon.get("/api/v2/tasks/" + id).body();
    }
}
