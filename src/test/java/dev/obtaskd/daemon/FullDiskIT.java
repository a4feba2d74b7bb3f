package dev.obtaskd.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small disk fills up while the daemon runs, and is freed again. Needs root to mount it. */
class FullDiskIT {

    private static final String OPERATION =
            """
            operation: disk.say
            title: {en: Say, zh: 说}
            description: {en: Says something., zh: 说话}
            scope: LOCAL
            maintenance: {type: NONE}
            params: {type: object, additionalProperties: false}
            steps:
              - id: say
                title: {en: Say, zh: 说}
                run: {exec: {argv: [/bin/echo, hello]}}
              - id: wait
                title: {en: Wait, zh: 等}
                run: {exec: {argv: [/bin/sleep, "600"]}}
            """;

    @TempDir Path directory;

    private Path disk;

    @BeforeEach
    void mount() throws Exception {
        disk = Files.createDirectory(directory.resolve("disk"));
        Assumptions.assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", disk.toString()),
                "no tmpfs");
    }

    @AfterEach
    void unmount() throws Exception {
        run("umount", "-l", disk.toString());
    }

    @Test
    void refusesWritesOnAFullDiskAndRecoversWhenSpaceIsFreed() throws Exception {
        var operations = Files.createDirectory(directory.resolve("operations"));
        Files.writeString(operations.resolve("say.yaml"), OPERATION);
        var daemon =
                new DaemonProcess(disk.resolve("data"), operations)
                        .start("-Dobtaskd.store.reserve=16M");
        var accepted = new ArrayList<String>();
        for (var i = 0; i < 3; i++) {
            accepted.add(id(daemon));
        }
        fill();
        for (var i = 0; i < 20; i++) {
            var before = System.nanoTime();
            assertThat(submit(daemon).status()).isEqualTo(507);
            var refused = daemon.post("/api/v2/tasks/" + accepted.get(0) + "/terminate", "");
            assertThat(refused.status()).isIn(503, 507);
            assertThat(refused.body().get("code").asText()).isIn("store.full", "store.unavailable");
            assertThat(daemon.get("/api/v2/tasks/" + accepted.get(0)).text())
                    .contains("\"state\":\"RUNNING\"");
            assertThat(daemon.get("/api/v2/tasks").text()).contains(accepted);
            assertThat(Duration.ofNanos(System.nanoTime() - before))
                    .isLessThan(Duration.ofSeconds(4));
        }
        assertThat(daemon.get("/q/health/ready").status()).isEqualTo(503);
        assertThat(daemon.get("/q/health/live").status()).isEqualTo(200);
        Files.delete(disk.resolve("filling"));
        await().atMost(Duration.ofSeconds(5))
                .until(() -> daemon.get("/q/health/ready").status() == 200);
        accepted.add(id(daemon));
        for (var task : accepted) {
            assertThat(daemon.get("/api/v2/tasks/" + task).body().get("state").asText())
                    .isEqualTo("RUNNING");
            assertThat(daemon.post("/api/v2/tasks/" + task + "/terminate", "").status())
                    .isEqualTo(202);
        }
        await().atMost(Duration.ofSeconds(30))
                .until(
                        () ->
                                daemon.get("/api/v2/tasks?state=FAILED").body().get("items").size()
                                        == accepted.size());
        assertThat(daemon.stop()).isEqualTo(143);
    }

    private static DaemonProcess.Answer submit(DaemonProcess daemon) throws Exception {
        return daemon.post("/api/v2/tasks", "{\"operation\": \"disk.say\", \"params\": {}}");
    }

    private static String id(DaemonProcess daemon) throws Exception {
        var answer = submit(daemon);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        var id = answer.body().get("id").asText();
        await().until(
                        () ->
                                daemon.get("/api/v2/tasks/" + id)
                                        .body()
                                        .get("subTasks")
                                        .get(1)
                                        .get("state")
                                        .asText()
                                        .equals("RUNNING"));
        return id;
    }

    private void fill() throws IOException {
        try (OutputStream out = Files.newOutputStream(disk.resolve("filling"))) {
            var bytes = new byte[64 * 1024];
            while (true) {
                out.write(bytes);
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("No space left on device");
        }
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(List.of(command)).redirectErrorStream(true).start();
        process.getInputStream().readAllBytes();
        return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    }
}
