package dev.obtaskd.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.obtaskd.path.PathNames;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Files with unusual names, and directories of every kind, in a daemon without a locale, as started
 * by cron.
 */
class NamesIT {

    /**
     * 日志.txt in UTF-8, 日.txt in GBK, a line break, a backslash, a percent sign, and a directory
     * whose name is not valid text.
     */
    private static final String OPERATION =
            """
            operation: names.leave
            title: {en: Leave files, zh: 留文件}
            description: {en: Leaves files with odd names., zh: 留下特殊文件名的文件}
            scope: LOCAL
            maintenance: {type: NONE}
            params: {type: object}
            steps:
              - id: leave
                title: {en: Leave, zh: 留}
                run:
                  exec:
                    argv:
                      - /bin/sh
                      - -c
                      - |
                        cd "$OBTASKD_FILES" || exit 1
                        printf utf8 >"$(printf '\\346\\227\\245\\345\\277\\227.txt')"
                        printf gbk >"$(printf '\\310\\325.txt')"
                        printf line >"$(printf 'a\\nb')"
                        printf back >'c\\d'
                        printf percent >'e%41'
                        mkdir "$(printf '\\377')"
                        printf below >"$(printf '\\377/f')"
            """;

    private static final Map<String, String> FILES =
            Map.of(
                    "leave/日志.txt",
                    "utf8",
                    "leave/\\xC8\\xD5.txt",
                    "gbk",
                    "leave/a\\x0Ab",
                    "line",
                    "leave/c\\\\d",
                    "back",
                    "leave/e%41",
                    "percent",
                    "leave/\\xFF/f",
                    "below");

    @TempDir Path directory;

    private Path logs;
    private DaemonProcess daemon;

    @BeforeEach
    void starts() throws IOException {
        var operations = Files.createDirectory(directory.resolve("operations"));
        Files.writeString(operations.resolve(PathNames.path("名.yaml")), OPERATION);
        logs = Files.createDirectory(directory.resolve("logs"));
        daemon =
                new DaemonProcess(directory.resolve("data"), operations)
                        .environment(Map.of("PATH", System.getenv("PATH"), "LC_ALL", "C"))
                        .start(
                                "-Dobtaskd.collect-logs.directories="
                                        + logs
                                        + ","
                                        + directory.resolve("none"));
    }

    @AfterEach
    void stops() throws InterruptedException {
        daemon.stop();
    }

    @Test
    void listsServesAndArchivesEveryFile() throws Exception {
        var task = ended("{\"operation\": \"names.leave\", \"params\": {}}");
        assertThat(task.get("state").asText()).isEqualTo("SUCCEEDED");
        var served = new TreeMap<String, String>();
        for (var file : daemon.all("/api/v2/tasks/" + task.get("id").asText() + "/files")) {
            served.put(file.get("name").asText(), text(daemon.download(file.get("link").asText())));
            assertThat(file.get("sizeBytes").asInt()).isPositive();
            assertThat(file.get("sha256").asText()).hasSize(64);
        }
        assertThat(served).isEqualTo(FILES);
        assertThat(zip(task).values()).containsAll(FILES.values());
        assertThat(zip(task))
                .containsKeys(
                        "files/leave/日志.txt", "files/leave/_xC8_xD5.txt", "files/leave/_xFF/f")
                .doesNotContainKey("left-out.txt");
    }

    @Test
    void refusesADataDirectoryThatTheLocaleCannotEncode() throws Exception {
        var refused =
                new DaemonProcess(directory.resolve("数据"), directory.resolve("operations"))
                        .environment(Map.of("PATH", System.getenv("PATH"), "LC_ALL", "C"));
        assertThat(refused.launch().waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(refused.output())
                .content(StandardCharsets.ISO_8859_1)
                .contains("obtaskd.data-dir=")
                .contains("start it with LC_ALL=C.UTF-8");
    }

    @Test
    void collectsWhileLogsRotate() throws Exception {
        for (var i = 0; i < 400; i++) {
            Files.writeString(logs.resolve("still" + i + ".log"), "x".repeat(1000));
            Files.write(logs.resolve("rotated" + i + ".log"), new byte[100_000]);
        }
        Files.writeString(logs.resolve(PathNames.path("日志.log")), "utf8");
        var done = new AtomicBoolean();
        var rotation = Thread.ofPlatform().start(() -> rotate(done));
        try {
            for (var round = 0; round < 3; round++) {
                var task = collect(logs.toString());
                assertThat(task.get("state").asText()).as(task.toString()).isEqualTo("SUCCEEDED");
                var names = tar(task);
                assertThat(names).contains("/still0.log", "/still399.log", "/日志.log");
            }
        } finally {
            done.set(true);
            rotation.join();
        }
    }

    @Test
    void namesFilesDeletedBetweenSelectingAndArchiving() throws Exception {
        Files.writeString(logs.resolve("a.log"), "stays");
        // Selecting many files takes time; the test deletes the file when that step has ended.
        Files.write(logs.resolve("b.log"), new byte[300_000_000]);
        Files.writeString(logs.resolve("c.log"), "goes");
        var id = submit(collecting(logs.toString())).body().get("id").asText();
        await().pollInterval(Duration.ofMillis(5))
                .until(
                        () ->
                                !daemon.get("/api/v2/tasks/" + id)
                                        .body()
                                        .get("subTasks")
                                        .get(1)
                                        .get("state")
                                        .asText()
                                        .equals("PENDING"));
        Files.delete(logs.resolve("c.log"));
        var task = ended(id);
        assertThat(task.get("state").asText()).isEqualTo("SUCCEEDED");
        assertThat(tar(task))
                .contains("/a.log", "left-out.txt", logs + "/c.log: ")
                .doesNotContain("goes");
        assertThat(log(task, 1)).contains("left out: " + logs + "/c.log: ");
    }

    @Test
    void refusesOtherDirectoriesAtOnce() throws Exception {
        for (var path :
                List.of(
                        "/etc",
                        "/",
                        logs + "/../data",
                        directory.resolve("data/secrets").toString(),
                        logs + "x")) {
            var answer = submit(collecting(path));
            assertThat(answer.status()).as(path).isEqualTo(400);
            assertThat(answer.body().get("code").asText()).isEqualTo("params.invalid");
            assertThat(answer.body().at("/errors/0/field").asText())
                    .isEqualTo("/params/directories/0");
            assertThat(answer.body().at("/errors/0/value").asText()).isEqualTo(path);
        }
        assertThat(submit(collecting("/etc")).text()).contains(logs.toString());
        var inspected =
                submit(
                        "{\"operation\": \"host.inspect\", \"params\": {\"dataDirectories\":"
                                + " [\"/etc\"]}}");
        assertThat(inspected.body().get("code").asText()).isEqualTo("params.invalid");
    }

    @Test
    void refusesALinkOutOfTheAllowedDirectoriesWhenTheTaskRuns() throws Exception {
        Files.createSymbolicLink(logs.resolve("etc"), Path.of("/etc"));
        Files.createSymbolicLink(logs.resolve("ours"), directory.resolve("data"));
        var outside = collect(logs + "/etc");
        assertThat(outside.get("state").asText()).isEqualTo("FAILED");
        assertThat(log(outside)).contains("is in none of the directories the site allows");
        assertThat(log(collect(logs + "/ours"))).contains("is in the data directory of the daemon");
    }

    private void rotate(AtomicBoolean done) {
        for (var i = 0; !done.get(); i = (i + 1) % 400) {
            try {
                var file = logs.resolve("rotated" + i + ".log");
                Files.move(
                        file,
                        logs.resolve("rotated" + i + ".log.1"),
                        StandardCopyOption.REPLACE_EXISTING);
                Files.write(file, new byte[100_000]);
                Files.delete(logs.resolve("rotated" + i + ".log.1"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static String collecting(String path) {
        return "{\"operation\": \"host.collect-logs\", \"params\": {\"directories\": [\""
                + path
                + "\"]}}";
    }

    private DaemonProcess.Answer submit(String body) throws Exception {
        return daemon.post("/api/v2/tasks", body);
    }

    private JsonNode collect(String path) throws Exception {
        return ended(collecting(path));
    }

    private JsonNode ended(String bodyOrId) throws Exception {
        var id = bodyOrId.startsWith("{") ? submit(bodyOrId).body().get("id").asText() : bodyOrId;
        return await().atMost(Duration.ofSeconds(120))
                .until(
                        () -> daemon.get("/api/v2/tasks/" + id).body(),
                        task -> !task.get("endedAt").isNull());
    }

    private String log(JsonNode task) throws Exception {
        return log(task, 0);
    }

    private String log(JsonNode task, int step) throws Exception {
        return daemon.get(
                        "/api/v2/subtasks/"
                                + task.at("/subTasks/" + step + "/id").asText()
                                + "/log")
                .text();
    }

    private Map<String, String> zip(JsonNode task) throws Exception {
        var entries = new TreeMap<String, String>();
        var bytes = daemon.download("/api/v2/tasks/" + task.get("id").asText() + "/logs.zip");
        try (var zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                entries.put(entry.getName(), text(zip.readAllBytes()));
            }
        }
        return entries;
    }

    /** The unpacked archive of a task as text; it contains names as they are. */
    private String tar(JsonNode task) throws Exception {
        for (var file : daemon.all("/api/v2/tasks/" + task.get("id").asText() + "/files")) {
            if (file.get("name").asText().endsWith(".tar.gz")) {
                var packed = new ByteArrayInputStream(daemon.download(file.get("link").asText()));
                return text(new GZIPInputStream(packed).readAllBytes());
            }
        }
        throw new AssertionError("no archive");
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
