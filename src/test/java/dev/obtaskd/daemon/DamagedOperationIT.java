package dev.obtaskd.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.obtaskd.store.StoppedStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A task whose stored operation cannot be read fails; the daemon starts, and other tasks continue.
 */
class DamagedOperationIT {

    /** Two parallel programs that wait for a file, and a program after them. */
    private static final String OPERATION =
            """
            operation: %s
            title: {en: Wait, zh: 等}
            description: {en: Waits for a file., zh: 等待文件}
            scope: LOCAL
            maintenance: {type: NONE}
            params: {type: object, required: [place], properties: {place: {type: string}}}
            steps:
              - id: first
                title: {en: First, zh: 一}
                run: {exec: {argv: [/bin/sh, -c, 'echo $$ >"$1.pid"; while [ ! -e "$1.go" ]; do /bin/sleep 0.05; done', sh, "${{ params.place }}"]}}
              - id: second
                title: {en: Second, zh: 二}
                needs: [first]
                run: {exec: {argv: [/bin/sh, -c, 'echo done >"$1.done"', sh, "${{ params.place }}"]}}
            """;

    private static final List<String> DAMAGES =
            List.of(
                    "'{\"operation\": \"cut off'",
                    "'[]'",
                    "'{\"format\": 9}'",
                    "''",
                    "repeat('[', 100000)");

    @TempDir Path directory;

    @Test
    void failsOnlyTheTaskWithTheDamagedOperation() throws Exception {
        var operations = Files.createDirectory(directory.resolve("operations"));
        var data = directory.resolve("data");
        var daemon = new DaemonProcess(data, operations);
        Files.writeString(operations.resolve("sound.yaml"), OPERATION.formatted("sound"));
        for (var i = 0; i < DAMAGES.size(); i++) {
            Files.writeString(
                    operations.resolve("damaged" + i + ".yaml"),
                    OPERATION.formatted("damaged" + i));
        }
        daemon.start();
        var sound = submit(daemon, "sound");
        var damaged = new ArrayList<String>();
        for (var i = 0; i < DAMAGES.size(); i++) {
            damaged.add(submit(daemon, "damaged" + i));
        }
        var pids = new ArrayList<Long>();
        for (var i = 0; i < DAMAGES.size(); i++) {
            pids.add(pid("damaged" + i));
        }
        var soundPid = pid("sound");
        daemon.kill();
        for (var i = 0; i < DAMAGES.size(); i++) {
            assertThat(
                            StoppedStore.update(
                                    data,
                                    "update document set body = "
                                            + DAMAGES.get(i)
                                            + " where sha256 = (select sha256 from task where"
                                            + " operation = 'damaged"
                                            + i
                                            + "')"))
                    .isEqualTo(1);
        }

        daemon.start();
        for (var id : damaged) {
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> task(daemon, id).path("state").asText().equals("FAILED"));
            var first = task(daemon, id).path("subTasks").get(0);
            assertThat(first.path("state").asText()).isEqualTo("FAILED");
            assertThat(first.toString()).contains("of its operation cannot be read");
            assertThat(task(daemon, id).path("subTasks").get(1).path("state").asText())
                    .isEqualTo("PENDING");
            // Its schema says which parameters are secret.
            assertThat(task(daemon, id).path("params").toString())
                    .isEqualTo("{\"place\":\"******\"}");
        }
        // The program that the killed daemon started must not run beside a failed attempt.
        pids.forEach(
                pid ->
                        await().until(
                                        () ->
                                                ProcessHandle.of(pid)
                                                        .filter(ProcessHandle::isAlive)
                                                        .isEmpty()));
        assertThat(ProcessHandle.of(soundPid)).isPresent();
        assertThat(daemon.get("/api/v2/tasks").status()).isEqualTo(200);
        Files.createFile(directory.resolve("sound.go"));
        await().atMost(Duration.ofSeconds(30))
                .until(() -> task(daemon, sound).path("state").asText().equals("SUCCEEDED"));
        assertThat(directory.resolve("sound.done")).exists();

        var retried = daemon.post("/api/v2/tasks/" + damaged.getFirst() + "/retry", "{}");
        assertThat(retried.status()).as(retried.text()).isLessThan(300);
        await().atMost(Duration.ofSeconds(30))
                .until(
                        () ->
                                task(daemon, damaged.getFirst())
                                        .path("state")
                                        .asText()
                                        .equals("FAILED"));
        assertThat(Files.readString(directory.resolve("daemon.log")))
                .contains("of operation damaged0 cannot be read");
        daemon.stop();
    }

    private String submit(DaemonProcess daemon, String operation) throws Exception {
        var answer =
                daemon.post(
                        "/api/v2/tasks",
                        "{\"operation\": \""
                                + operation
                                + "\", \"params\": {\"place\": \""
                                + directory.resolve(operation)
                                + "\"}}");
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.body().path("id").asText();
    }

    private long pid(String operation) throws Exception {
        var file = directory.resolve(operation + ".pid");
        await().until(() -> Files.exists(file) && !Files.readString(file).isBlank());
        return Long.parseLong(Files.readString(file).strip());
    }

    private static JsonNode task(DaemonProcess daemon, String id) throws Exception {
        return daemon.get("/api/v2/tasks/" + id).body();
    }
}
