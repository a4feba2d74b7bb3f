package dev.obtaskd.api.v2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.obtaskd.api.v2.log.ChecksumCache;
import dev.obtaskd.log.OfferedFiles;
import dev.obtaskd.log.TaskDirectory;
import dev.obtaskd.task.Task;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(LogDaemon.Profile.class)
class FilesOverHttpTest {

    private static final String DIGITS =
            "84d89877f0d4041efb6bf91a16f0248f2fd573e6af05c19f96bedb9f882f7882";

    @Inject LogDaemon site;

    private Task task;

    @BeforeEach
    void runTask() {
        task = site.run("test.talks");
    }

    @Test
    void listsFilesWithTheirChecksumsAndNoLinks() {
        var list = site.viewer().get(path("")).then().statusCode(200).extract().jsonPath();
        assertThat(list.<Map<String, Object>>get("")).containsOnlyKeys("items", "nextCursor");
        assertThat(list.<Map<String, Object>>get("items[0]"))
                .containsOnlyKeys(
                        "name",
                        "sizeBytes",
                        "sha256",
                        "stepId",
                        "subTaskId",
                        "host",
                        "attempt",
                        "link")
                .containsEntry("name", "say/digits")
                .containsEntry("sizeBytes", 10)
                .containsEntry("sha256", DIGITS)
                .containsEntry("stepId", "say")
                .containsEntry("subTaskId", site.id(task, "say"))
                .containsEntry("attempt", 1)
                .containsEntry("link", path("/say/digits"));
        assertThat(list.getList("items.name"))
                .isEqualTo(List.of("say/digits", "say/sub/a b;c+%.txt"));
    }

    @Test
    void linksLeadToTheFiles() {
        for (String link : site.viewer().get(path("")).jsonPath().<String>getList("items.link")) {
            site.viewer()
                    .get(link)
                    .then()
                    .statusCode(200)
                    .header("X-Content-Type-Options", "nosniff");
        }
        assertThat(site.viewer().get(path("/say/sub/a%20b%3Bc%2B%25.txt")).asString())
                .isEqualTo("data");
    }

    @Test
    void returnsRangesOfAFile() {
        var answer =
                site.viewer()
                        .header("Range", "bytes=-3")
                        .get(path("/say/digits"))
                        .then()
                        .statusCode(206)
                        .header("Content-Range", "bytes 7-9/10")
                        .extract()
                        .asString();
        assertThat(answer).isEqualTo("789");
        site.viewer()
                .head(path("/say/digits"))
                .then()
                .statusCode(200)
                .header("Content-Length", "10");
    }

    @Test
    void namesOutsideTheDirectoryAreRefused() {
        for (var name :
                List.of(
                        "/say/link",
                        "/say/root/etc/passwd",
                        "/say/..%2F..%2Flog",
                        "/say/%2e%2e%2flog",
                        "/say/sub",
                        "/say/sub%2F..%2Fdigits",
                        "/say/nothing",
                        "/nobody/digits",
                        "/say",
                        "/say%2F%2Fdigits",
                        "/say/sub/../digits/../../../x",
                        "/say/%2Fetc%2Fpasswd",
                        "/..%2Fsay%2Fdigits")) {
            var answer = site.viewer().get(path(name));
            assertThat(answer.statusCode())
                    .as(name)
                    .isEqualTo(name.matches(".*(%|\\.\\.).*") ? 400 : 404);
            assertThat(answer.contentType()).as(name).startsWith("application/problem+json");
        }
    }

    @Test
    void theArchiveHasAllLogsAndFiles() throws IOException {
        var entries = unzipped();
        assertThat(entries.keySet())
                .contains(
                        "task_info.txt",
                        "task.json",
                        "audit.csv",
                        "files/say/digits",
                        "files/say/sub/a_b_c+_.txt");
        assertThat(entries.keySet())
                .filteredOn(name -> name.endsWith(".log"))
                .hasSize(2)
                .anyMatch(name -> name.matches("1-say-127\\.0\\.0\\.1_\\d+-1\\.log"));
        assertThat(entries.get("task_info.txt"))
                .contains("State: FAILED FORWARD\n", "Reason: =because\n");
        assertThat(entries.get("audit.csv"))
                .startsWith("id,at,actor")
                .contains("mia", "submit test.talks", "'=because");
        assertThat(entries.get("files/say/digits")).isEqualTo("0123456789");
    }

    @Test
    void theArchiveDescribesTheTaskAsTheApiDoes() throws IOException {
        var json = new ObjectMapper().readTree(unzipped().get("task.json"));
        assertThat(json.fieldNames())
                .toIterable()
                .contains(
                        "id",
                        "operations",
                        "params",
                        "steps",
                        "edges",
                        "subTasks",
                        "claim",
                        "focus");
        assertThat(json.at("/focus/subTaskId").textValue()).isEqualTo(site.id(task, "fail"));
        assertThat(json.at("/focus/text").textValue()).isEqualTo("broken");
        assertThat(json.at("/subTasks/0/attempts/0/logLines").intValue()).isEqualTo(24);
    }

    @Test
    void theArchiveOfAnExpiredTaskStillDescribesIt() throws IOException {
        new TaskDirectory(site.tree(task)).delete();
        assertThat(unzipped()).containsOnlyKeys("task_info.txt", "task.json", "audit.csv");
        site.viewer().get(path("")).then().statusCode(200).body("items", equalTo(List.of()));
    }

    @Test
    void anUnknownTaskHasNoFiles() {
        for (var end : List.of("/files", "/files/say/digits", "/logs.zip", "/audit")) {
            var unknown = "/api/v2/tasks/" + site.id(task, "say") + end;
            site.viewer().get(unknown).then().statusCode(404).body("code", equalTo("task.unknown"));
        }
    }

    @Test
    void aChangedFileOfARunningAttemptIsHashedAgain() throws IOException {
        var running = site.directory(task, "say");
        var hashed = new ChecksumCache();
        var file = new OfferedFiles(running).list("", 1).getFirst();
        assertThat(hashed.of(running, file, false)).contains(DIGITS);
        Files.writeString(running.files().resolve("digits"), "changed");
        assertThat(hashed.of(running, file, false)).isPresent().isNotEqualTo(Optional.of(DIGITS));
        assertThat(hashed.of(running, file, true)).isPresent();
        Files.delete(running.files().resolve("digits"));
        assertThat(hashed.of(running, file, false)).isEmpty();
    }

    @Test
    void theListHasEveryFilePageByPage() throws IOException {
        var files = site.directory(task, "say").files();
        for (var i = 0; i < 1100; i++) {
            Files.createFile(files.resolve("many%04d".formatted(i)));
        }
        try (var large = new RandomAccessFile(files.resolve("large").toFile(), "rw")) {
            large.setLength(OfferedFiles.MAX_HASHED + 1);
        }
        var names = new ArrayList<String>();
        String cursor = null;
        do {
            var page =
                    site.viewer()
                            .get(path("?limit=500" + (cursor == null ? "" : "&cursor=" + cursor)))
                            .then()
                            .statusCode(200)
                            .extract()
                            .jsonPath();
            names.addAll(page.getList("items.name"));
            cursor = page.getString("nextCursor");
        } while (cursor != null);
        assertThat(names)
                .hasSize(1103)
                .doesNotHaveDuplicates()
                .isSorted()
                .contains("say/large", "say/many1099");
        site.viewer()
                .get(path("?limit=2"))
                .then()
                .statusCode(200)
                .body("items[1].name", equalTo("say/large"))
                .body("items[1].sizeBytes", equalTo((int) (OfferedFiles.MAX_HASHED + 1)))
                .body("items[1].sha256", equalTo(null));
        site.viewer()
                .head(path("/say/large"))
                .then()
                .statusCode(200)
                .header("Content-Length", Long.toString(OfferedFiles.MAX_HASHED + 1));
    }

    @Test
    void aFileMayBeRemovedDuringARequest() throws Exception {
        var file = site.directory(task, "say").files().resolve("digits");
        var done = new AtomicBoolean();
        var swapping =
                Thread.ofVirtual()
                        .start(
                                () -> {
                                    while (!done.get()) {
                                        try {
                                            Files.deleteIfExists(file);
                                            Files.writeString(file, "0123456789");
                                        } catch (IOException e) {
                                            throw new UncheckedIOException(e);
                                        }
                                    }
                                });
        try {
            for (var i = 0; i < 300; i++) {
                var answer = site.viewer().get(path("/say/digits"));
                assertThat(answer.statusCode()).isIn(200, 404);
                assertThat(site.viewer().get(path("")).statusCode()).isEqualTo(200);
            }
        } finally {
            done.set(true);
            swapping.join();
        }
    }

    @Test
    void theArchiveListsMissingFiles() throws IOException {
        assertThat(unzipped().get("left-out.txt"))
                .contains("say/link: it is a symbolic link\n", "say/root: ");
    }

    private Map<String, String> unzipped() throws IOException {
        var bytes =
                site.viewer()
                        .get("/api/v2/tasks/" + site.id(task) + "/logs.zip")
                        .then()
                        .statusCode(200)
                        .contentType("application/zip")
                        .extract()
                        .asByteArray();
        var entries = new TreeMap<String, String>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                entries.put(
                        entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return entries;
    }

    private String path(String rest) {
        return "/api/v2/tasks/" + site.id(task) + "/files" + rest;
    }
}
