package dev.obtaskd.api.v2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.obtaskd.log.TaskDirectory;
import dev.obtaskd.task.Task;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Searches and copies of a log with difficult contents. */
@QuarkusTest
@TestProfile(LogDaemon.Profile.class)
class LogSearchOverHttpTest {

    @Inject LogDaemon site;

    private Task task;

    @BeforeEach
    void runTask() {
        task = site.run("test.noise");
    }

    @Test
    void aRegularExpressionFiltersLines() {
        assertThat(page("?from=4&regex=" + encoded("^R[ou]w (7|8)0$")).getList("lines.text"))
                .isEqualTo(List.of("Row 70", "Row 80", "Ruw 70", "Ruw 80"));
        assertThat(page("?from=4&regex=row").getString("reason")).isEqualTo("No line matches.");
        assertThat(page("?from=4&limit=9&regex=" + encoded("(?i)row 9")).getList("lines"))
                .hasSize(9);
        assertThat(page("?tail=2&regex=Ruw").getList("lines.text"))
                .isEqualTo(List.of("Ruw 99", "Ruw 100"));
    }

    @Test
    void contextMarksTheLinesThatMatch() {
        var page = page("?from=4&context=2&regex=" + encoded("^Row (50|53)$"));
        assertThat(page.getList("lines.text"))
                .isEqualTo(
                        List.of(
                                "Row 48", "Row 49", "Row 50", "Row 51", "Row 52", "Row 53",
                                "Row 54", "Row 55"));
        assertThat(page.getList("lines.match"))
                .isEqualTo(List.of(false, false, true, false, false, true, false, false));
        assertThat(page("?from=4&context=0&grep=row%2050").getList("lines.match"))
                .isEqualTo(List.of(true));
        assertThat(page("?from=4&grep=row%2050").<Map<String, Object>>get("lines[0]"))
                .doesNotContainKey("match");
    }

    @Test
    void pagesOfASearchWithContextFitTogether() {
        var query = "&context=5&regex=" + encoded("^R[ou]w [0-9]*7$");
        var whole = page("?from=4" + query).getList("lines.n");
        assertThat(whole).hasSizeGreaterThan(100);
        var joined = new ArrayList<Object>();
        var from = 4L;
        for (var eof = false; !eof; ) {
            var page = page("?limit=7&from=" + from + query);
            joined.addAll(page.getList("lines.n"));
            from = page.getLong("nextLine");
            eof = page.getBoolean("eof");
        }
        assertThat(joined).isEqualTo(whole);
    }

    @Test
    void errorsAreFoundInBothDirections() {
        var last = page("?tail=1").getInt("totalLines");
        assertThat(page("?find=error&direction=previous").getList("lines.n"))
                .isEqualTo(List.of(last));
        var found = found("?find=error&from=", 4);
        assertThat(found).contains("ORA-600: Fatal", "first", "\u001b[31mthe cause\u001b[0m");
        assertThat(found.getLast()).startsWith("failed: ");
        assertThat(found("?find=error&direction=previous&from=", last).reversed())
                .endsWith(found.toArray(String[]::new));
        assertThat(page("?find=error&from=100000").getString("reason"))
                .isEqualTo("No line matches.");
        assertThat(page("?find=error&direction=previous&from=1").getBoolean("eof")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "?grep=a&regex=b, regex",
        "?context=1, context",
        "?context=51&grep=a, context",
        "?context=-1&grep=a, context",
        "?context=x&grep=a, context",
        "?regex=%28, regex",
        "?regex=%28a, regex",
        "?regex=%5B, regex",
        "?regex=a%7B99999%7D, regex",
        "?regex=%28%28a%7B100%7D%29%7B100%7D%29%7B100%7D, regex",
        "?regex=%28%3F%3Da%29, regex",
        "?regex=%28a%29%5C1, regex",
        "?find=warning, find",
        "?find=error&grep=a, find",
        "?find=error&tail=1, find",
        "?find=error&limit=1, find",
        "?find=error&context=1, find",
        "?direction=next, direction",
        "?find=error&direction=up, direction",
        "?find=error&from=0, from",
        "?find=error&from=-5, from",
        "/text?from=0, from",
        "/text?from=-1, from",
        "/text?to=0, to",
        "/text?from=5&to=4, to",
        "/text?from=1&to=100001, to",
        "/text?to=99999999999999999999, to"
    })
    void unusableQueriesAreRefused(String query, String field) {
        site.viewer()
                .get(path() + query)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("code", equalTo("filter.invalid"))
                .body("errors[0].field", equalTo(field));
    }

    @Test
    void textsAndExpressionsThatAreTooLongAreRefused() {
        for (var query : List.of("?regex=" + "a".repeat(501), "?grep=" + "a".repeat(1001))) {
            site.viewer().get(path() + query).then().statusCode(400);
        }
        page("?regex=" + "a".repeat(390));
        page("?grep=" + "a".repeat(1000));
        site.viewer()
                .get(path() + "/text?regex=a")
                .then()
                .statusCode(400)
                .body("code", equalTo("request.unknown-parameter"));
    }

    /** A backtracking engine needs years for the line of a million characters. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "(a+)+$",
                "(a|a)*b",
                "(a*)*c",
                "^(([a-z])+.)+[A-Z]([a-z])+$",
                "(x+x+)+y",
                "(.*)*\\d"
            })
    void everyExpressionTakesLinearTime(String expression) {
        var start = Instant.now();
        page("?regex=" + encoded(expression));
        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(8));
    }

    @Test
    void textIsWithoutControlSequences() {
        var first = page("?grep=plain&from=4").getLong("lines[0].n");
        var answer =
                site.viewer()
                        .get(path() + "/text?from=" + first + "&to=" + (first + 4))
                        .then()
                        .statusCode(200)
                        .contentType("text/plain;charset=UTF-8")
                        .header("X-Content-Type-Options", "nosniff")
                        .header("Content-Disposition", containsString("attachment"))
                        .extract()
                        .asByteArray();
        var lines = new String(answer, StandardCharsets.UTF_8).split("\n", -1);
        assertThat(lines).hasSize(6);
        assertThat(lines[0]).isEqualTo("red plain");
        assertThat(lines[1]).isEqualTo("<script>alert(1)</script>");
        assertThat(lines[2]).isEqualTo("10% 50% done");
        assertThat(lines[3]).isEqualTo("bin\ufffdary");
        assertThat(lines[4]).hasSize(16 * 1024 + 4).endsWith("aaa […]");
        assertThat(lines[5]).isEmpty();
    }

    @Test
    void textEndsWithTheLog() {
        var whole = site.viewer().get(path() + "/text").asString().split("\n", -1);
        assertThat(whole).hasSize(page("?tail=1").getInt("totalLines") + 1);
        assertThat(whole[0]).startsWith("attempt 1 of noise");
        assertThat(site.viewer().get(path() + "/text?from=100000").asString()).isEmpty();
        site.viewer().head(path() + "/text").then().statusCode(200);
        site.viewer().get(path() + "/text?attempt=2").then().statusCode(404);
    }

    @Test
    void aLogThatWasCutIsReadAsFarAsItIsComplete() throws IOException {
        var last = page("?tail=1").getInt("totalLines");
        try (var log = new RandomAccessFile(site.directory(task, "noise").log().toFile(), "rw")) {
            log.setLength(log.length() - 5);
        }
        assertThat(page("?tail=1").getInt("totalLines")).isEqualTo(last - 1);
        assertThat(page("?find=error&direction=previous").getList("lines")).hasSize(1);
        assertThat(page("?from=4&regex=Ruw&context=1").getBoolean("eof")).isTrue();
        assertThat(site.viewer().get(path() + "/text").asString().split("\n")).hasSize(last - 1);
        new TaskDirectory(site.tree(task)).delete();
        site.viewer()
                .get(path() + "/text")
                .then()
                .statusCode(410)
                .body("code", equalTo("log.expired"));
    }

    @Test
    void aSubTaskThatHasNotRunHasNoText() {
        var other = site.run("test.talks");
        site.viewer()
                .get("/api/v2/subtasks/" + site.id(other, "never") + "/log/text")
                .then()
                .statusCode(404)
                .body("code", equalTo("log.none"));
        var page =
                site.viewer()
                        .get(
                                "/api/v2/subtasks/"
                                        + site.id(other, "never")
                                        + "/log?find=error&direction=previous")
                        .then()
                        .statusCode(200)
                        .extract()
                        .jsonPath();
        assertThat(page.getLong("firstLine")).isOne();
        assertThat(page.getList("lines")).isEmpty();
    }

    /** What the pages of a search have one after the other, each at most one line. */
    private List<String> found(String query, long first) {
        var found = new ArrayList<String>();
        var from = first;
        for (var eof = false; !eof; ) {
            var page = page(query + from);
            assertThat(page.getList("lines")).hasSizeLessThanOrEqualTo(1);
            found.addAll(page.getList("lines.text"));
            from = page.getLong("nextLine");
            eof = page.getBoolean("eof");
        }
        return found;
    }

    private JsonPath page(String query) {
        return site.viewer().get(path() + query).then().statusCode(200).extract().jsonPath();
    }

    private String path() {
        return "/api/v2/subtasks/" + site.id(task, "noise") + "/log";
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
