package dev.obtaskd.api.v2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;

import dev.obtaskd.log.TaskDirectory;
import dev.obtaskd.task.Task;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(LogDaemon.Profile.class)
class LogOverHttpTest {

    @Inject LogDaemon site;

    private Task task;

    @BeforeEach
    void runTask() {
        task = site.run("test.talks");
    }

    @Test
    void aPageHasExactlyItsKeys() {
        var page = page("say", "");
        assertThat(page.<Map<String, Object>>get(""))
                .containsOnlyKeys(
                        "attempt",
                        "firstLine",
                        "lines",
                        "nextLine",
                        "totalLines",
                        "totalBytes",
                        "eof",
                        "reason");
        assertThat(page.<Map<String, Object>>get("lines[0]"))
                .containsOnlyKeys("n", "at", "stream", "text", "cut");
        assertThat(page.getString("lines[0].at"))
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z");
        assertThat(page.getString("reason")).isNull();
        assertThat(page.getString("lines.stream.unique()")).isEqualTo("[SYSTEM, STDOUT]");
    }

    @Test
    void linesAreNumberedAndPaged() {
        var page = page("say", "?from=6&limit=3");
        assertThat(page.getList("lines.n")).isEqualTo(List.of(6, 7, 8));
        assertThat(page.getList("lines.text")).isEqualTo(List.of("Line 3", "Line 4", "Line 5"));
        assertThat(page.getInt("nextLine")).isEqualTo(9);
        assertThat(page.getBoolean("eof")).isFalse();
        assertThat(page("say", "?from=22").getBoolean("eof")).isTrue();
    }

    @Test
    void tailReturnsTheLastLines() {
        assertThat(page("say", "?tail=2").<String>getList("lines.text"))
                .satisfiesExactly(
                        line -> assertThat(line).isEqualTo("Line 20"),
                        line -> assertThat(line).startsWith("exit code 0"));
    }

    @Test
    void grepIsCaseInsensitiveAndCombinesWithTail() {
        assertThat(page("say", "?grep=LINE%201").getList("lines.n"))
                .hasSize(11)
                .startsWith(4, 13, 14);
        assertThat(page("say", "?grep=line%201&tail=2").getList("lines.n"))
                .isEqualTo(List.of(21, 22));
        assertThat(page("say", "?grep=line%20.").getString("reason")).isEqualTo("No line matches.");
    }

    @Test
    void linesHaveTheirStream() {
        assertThat(page("fail", "").getString("lines.find { it.text == 'broken' }.stream"))
                .isEqualTo("STDERR");
    }

    @Test
    void aSubTaskThatHasNotRunHasAnEmptyLogAndNoDownload() {
        var page = page("never", "");
        assertThat(page.getInt("attempt")).isZero();
        assertThat(page.getList("lines")).isEmpty();
        assertThat(page.getString("reason")).isEqualTo("The sub task has not run yet.");
        refused("never", "/raw", 404, "log.none");
    }

    @Test
    void invalidParametersAreRefused() {
        refused("say", "?tail=2&from=1", 400, "filter.invalid");
        refused("say", "?limit=10001", 400, "limit.invalid");
        refused("say", "?from=0", 400, "filter.invalid");
        refused("say", "?line=1", 400, "request.unknown-parameter");
        refused("say", "?attempt=2", 404, "log.none");
        refused("say", "/raw?attempt=2", 404, "log.none");
    }

    @Test
    void otherIdsAreUnknown() {
        unknown(site.id(task), 404, "subtask.unknown");
        unknown("19999999", 404, "subtask.unknown");
        unknown("x", 400, "id.invalid");
    }

    @Test
    void theRawLogIsTheFile() throws IOException {
        var bytes =
                site.viewer()
                        .get(path("say") + "/raw")
                        .then()
                        .statusCode(200)
                        .header("Accept-Ranges", "bytes")
                        .header("Content-Disposition", endsWith("-1.log"))
                        .extract()
                        .asByteArray();
        assertThat(bytes).isEqualTo(Files.readAllBytes(site.directory(task, "say").log()));
    }

    @Test
    void aRangeOfTheRawLogCanBeDownloaded() {
        var whole = site.viewer().get(path("say") + "/raw").asByteArray();
        var part =
                site.viewer()
                        .header("Range", "bytes=10-19")
                        .get(path("say") + "/raw")
                        .then()
                        .statusCode(206)
                        .header("Content-Range", "bytes 10-19/" + whole.length)
                        .header("Content-Length", "10")
                        .extract()
                        .asByteArray();
        assertThat(part).isEqualTo(Arrays.copyOfRange(whole, 10, 20));
        site.viewer()
                .header("Range", "bytes=" + whole.length + "-")
                .get(path("say") + "/raw")
                .then()
                .statusCode(416)
                .header("Content-Range", "bytes */" + whole.length)
                .body("code", equalTo("range.invalid"));
        var end =
                site.viewer()
                        .header("Range", "bytes=-7")
                        .get(path("say") + "/raw")
                        .then()
                        .statusCode(206)
                        .header(
                                "Content-Range",
                                "bytes "
                                        + (whole.length - 7)
                                        + "-"
                                        + (whole.length - 1)
                                        + "/"
                                        + whole.length)
                        .extract()
                        .asByteArray();
        assertThat(end).isEqualTo(Arrays.copyOfRange(whole, whole.length - 7, whole.length));
        var conditional =
                site.viewer()
                        .header("Range", "bytes=10-19")
                        .header("If-Range", "\"etag\"")
                        .get(path("say") + "/raw")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asByteArray();
        assertThat(conditional).as("no entity tag matches").isEqualTo(whole);
    }

    @Test
    void headReturnsTheLengthOfTheRawLog() throws IOException {
        var size = Files.size(site.directory(task, "say").log());
        site.viewer()
                .head(path("say") + "/raw")
                .then()
                .statusCode(200)
                .header("Content-Length", Long.toString(size));
    }

    @Test
    void anExpiredLogIsGone() throws IOException {
        new TaskDirectory(site.tree(task)).delete();
        refused("say", "", 410, "log.expired");
        refused("say", "/raw", 410, "log.expired");
        site.viewer().get(path("never")).then().statusCode(200).body("lines", equalTo(List.of()));
    }

    @Test
    void aHugeLogIsReadInPages() throws IOException {
        task = site.run("test.huge");
        var page = page("flood", "?limit=10000");
        assertThat(page.getInt("totalLines")).isEqualTo(1_000_005);
        assertThat(page.getList("lines")).hasSize(10_000);
        assertThat(page("flood", "?tail=2").getString("lines[0].text")).isEqualTo("Needle");
        assertThat(found("flood", "?grep=needle&from=", 4)).isEqualTo(List.of(1_000_004));
        try (var raw = site.viewer().get(path("flood") + "/raw").asInputStream()) {
            assertThat(raw.transferTo(OutputStream.nullOutputStream())).isGreaterThan(50_000_000);
        }
    }

    @Test
    void reasonsFollowTheCallersLanguage() {
        site.viewer()
                .header("Accept-Language", "zh")
                .get(path("never"))
                .then()
                .body("reason", equalTo("子任务尚未执行。"));
    }

    /** The numbers of the lines that a search finds, in as many requests as its time needs. */
    private List<Object> found(String step, String query, long first) {
        var found = new ArrayList<Object>();
        var from = first;
        for (var eof = false; !eof; ) {
            var page = page(step, query + from);
            found.addAll(page.getList("lines.n"));
            from = page.getLong("nextLine");
            eof = page.getBoolean("eof");
        }
        return found;
    }

    private JsonPath page(String step, String query) {
        return site.viewer().get(path(step) + query).then().statusCode(200).extract().jsonPath();
    }

    private void refused(String step, String rest, int status, String code) {
        site.viewer().get(path(step) + rest).then().statusCode(status).body("code", equalTo(code));
    }

    private void unknown(String id, int status, String code) {
        for (var end : Set.of("/log", "/log/raw")) {
            site.viewer()
                    .get("/api/v2/subtasks/" + id + end)
                    .then()
                    .statusCode(status)
                    .body("code", equalTo(code));
        }
    }

    private String path(String step) {
        return "/api/v2/subtasks/" + site.id(task, step) + "/log";
    }
}
