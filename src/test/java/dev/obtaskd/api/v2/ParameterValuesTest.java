package dev.obtaskd.api.v2;

import static dev.obtaskd.api.v2.TaskScript.TASKS;
import static dev.obtaskd.api.v2.TaskScript.directory;
import static dev.obtaskd.api.v2.TaskScript.manager;
import static dev.obtaskd.api.v2.TaskScript.viewer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values arrive unchanged or are refused, and checks of requests are fast. */
@QuarkusTest
@TestProfile(ValuesDaemon.class)
class ParameterValuesTest extends TaskHttp {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    12345678.5                               | 12345678.5
                    1.10                                     | 1.10
                    1e3                                      | 1000
                    1E-7                                     | 0.0000001
                    -0.00000000001                           | -0.00000000001
                    9007199254740993                         | 9007199254740993
                    1234567890123456789012345678901234567890 | 1234567890123456789012345678901234567890
                    0.1234567890123456789012345678901234567  | 0.1234567890123456789012345678901234567
                    true                                     | true
                    false                                    | false
                    null                                     | ''
                    "1.10"                                   | 1.10
                    """)
    void valuesArriveUnchanged(String json, String text) throws IOException {
        var directory = directory();
        var task = succeeds("values.pass", "{\"n\":" + json + ",\"dir\":\"" + directory + "\"}");
        assertThat(Files.readString(directory.resolve("argv"))).isEqualTo(text + "\n");
        assertThat(Files.readString(directory.resolve("longer"))).isEqualTo("n=" + text + "\n");
        assertThat(Files.readString(directory.resolve("env"))).isEqualTo(text + "\n");
        assertThat(Files.readString(directory.resolve("stdin"))).isEqualTo(text);
        assertThat(Files.readString(directory.resolve("content"))).isEqualTo(text);
        assertThat(task.<String>path("target.name")).isEqualTo(text.isEmpty() ? null : text);
        if (!json.startsWith("\"") && !text.isEmpty()) {
            assertThat(task.asString()).contains("\"n\":" + text + ",");
        }
    }

    @Test
    void showsLargeNumbersUnchangedInThePreview() {
        var preview =
                manager()
                        .contentType(ContentType.JSON)
                        .body(
                                "{\"operation\":\"values.pass\",\"params\":{\"n\":1.50e2,\"dir\":\"/tmp\"}}")
                        .post(TASKS + "/preview");
        assertThat(preview.statusCode()).as(preview.asString()).isEqualTo(200);
        assertThat(preview.asString()).contains("\"n\":150,").contains(" 150 n=150 ");
    }

    @Test
    void writesUnquotedScalarsOfAFileUnchanged() throws IOException {
        var directory = directory();
        succeeds("values.literals", "{\"dir\":\"" + directory + "\"}");
        assertThat(Files.readAllLines(directory.resolve("argv")))
                .containsExactly(
                        "1.10",
                        "0x1F",
                        "1_000",
                        "yes",
                        "null",
                        "2026-01-01",
                        "0755",
                        "true",
                        "1e3",
                        "1.0E5",
                        "~",
                        "-0",
                        "00",
                        "12345678901234567890123456789012345678901234567890",
                        "1.10",
                        "2.50",
                        "null");
        assertThat(Files.readString(directory.resolve("stdin"))).isEqualTo("1e3");
        assertThat(Files.readString(directory.resolve("content"))).isEqualTo("3.140");
        assertThat(
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(directory.resolve("content"))))
                .isEqualTo("rw-------");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'few': 1e309}",
                "{'few': -1e309}",
                "{'few': 1e99999999999}",
                "{'few': 1e-99999999999}",
                "{'few': 1e999999999}",
                "{'few': 1.00000000000000000000000000000000000000001}",
                "{'few': 12345678901234567890123456789012345678901}",
                "{'few': 0e400}",
                "{'free': {'few': [1e309]}}",
            })
    @Timeout(20)
    void refusesNumbersThatAreTooLong(String params) {
        var answer = submit("values.checked", params.replace('\'', '"'));
        assertProblem(answer, 400, "params.invalid");
        assertThat(answer.jsonPath().getString("errors[0].field")).startsWith("/params/f");
        assertThat(answer.jsonPath().getString("errors[0].message")).contains("40 digits", "308");
        assertThat(answer.jsonPath().getString("errors[0].value"))
                .containsPattern("[0-9]")
                .isNotEqualTo("Infinity");
    }

    @Test
    @Timeout(20)
    void refusesAMillionDigits() {
        var answer = submit("values.checked", "{\"few\": " + "9".repeat(1_000_000) + "}");
        assertProblem(answer, 400, "params.invalid");
        assertThat(answer.jsonPath().getString("errors[0].field")).isEqualTo("/params/few");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            textBlock =
                    """
                    {'percent': 1e300}                          | /params/percent
                    {'percent': 9223372036854775808}            | /params/percent
                    {'percent': 18446744073709551616}           | /params/percent
                    {'percent': -1e300}                         | /params/percent
                    {'percent': 100.5}                          | /params/percent
                    {'free': {'minFreePercent': 1e300}}         | /params/free/minFreePercent
                    {'few': 1e300}                              | /params/few
                    {'few': 4294967296}                         | /params/few
                    {'number': 10.50000000000000000000000001}   | /params/number
                    {'number': -1e308}                          | /params/number
                    {'tenth': 0.30000000000000004}              | /params/tenth
                    {'tenth': 1e-308}                           | /params/tenth
                    {'even': 9007199254740993}                  | /params/even
                    {'day': '2026-02-30'}                       | /params/day
                    {'day': 'tomorrow'}                         | /params/day
                    """)
    void comparesNumbersExactlyAndChecksFormats(String params, String field) {
        var answer = submit("values.checked", params.replace('\'', '"'));
        assertProblem(answer, 400, "params.invalid");
        assertThat(answer.jsonPath().getList("errors.field")).containsOnly(field);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'tenth': 0.3}",
                "{'even': 1e300}",
                "{'number': 10.5}",
                "{'percent': 100.0}",
                "{'day': '2024-02-29'}"
            })
    void acceptsExactValues(String params) {
        succeeds("values.checked", params.replace('\'', '"'));
    }

    @Test
    @Timeout(30)
    void matchesHostilePatternsQuickly() {
        succeeds("values.checked", "{\"slow\": \"" + "a".repeat(60_000) + "\"}");
        assertProblem(
                submit("values.checked", "{\"slow\": \"" + "a".repeat(60_000) + "!\"}"),
                400,
                "params.invalid");
        assertProblem(
                submit("values.checked", "{\"slower\": \"" + "x".repeat(60_000) + "\"}"),
                400,
                "params.invalid");
        succeeds("values.checked", "{\"slower\": \"" + "x".repeat(60_000) + "y\"}");
    }

    @Test
    @Timeout(30)
    void abortsACheckThatTakesTooLong() {
        var pattern = submit("values.checked", "{\"large\": \"" + "a".repeat(60_000) + "\"}");
        assertProblem(pattern, 400, "params.invalid");
        assertThat(pattern.jsonPath().getString("errors[0].message")).contains("too long to check");
        var many = submit("values.checked", "{\"many\": [" + "1.5,".repeat(15_000) + "1.5]}");
        assertProblem(many, 400, "params.invalid");
        assertThat(many.jsonPath().getList("errors").size()).isLessThanOrEqualTo(100);
    }

    @Test
    void fillsInDefaultsBehindReferencesAllOfAndMissingObjects() throws IOException {
        var directory = directory();
        var task =
                succeeds(
                        "values.checked",
                        "{\"dir\": \"" + directory + "\", \"list\": [{}, {\"size\": 5}]}");
        assertThat(Files.readString(directory.resolve("argv")))
                .isEqualTo("7|7|of all|list=[{\"size\":3},{\"size\":5}]|");
        assertThat(task.<Integer>path("params.free.minFreePercent")).isEqualTo(7);
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    true
                    null
                    """)
    void waitsForConditionsOfTypedValues(String exists) {
        var answer =
                submit(
                        "values.wait",
                        "{\"pid\": "
                                + ProcessHandle.current().pid()
                                + ", \"exists\": "
                                + exists
                                + "}");
        var state = exists.equals("null") ? "FAILED" : "SUCCEEDED";
        await().atMost(Duration.ofSeconds(20))
                .until(() -> getTask(answer).path("state").equals(state));
    }

    @Test
    void doesNotLoadHiddenFiles() {
        assertThat(
                        viewer().get("/api/v2/operations?limit=200")
                                .jsonPath()
                                .getList("items.name", String.class))
                .contains("values.http", "values.wait", "values.wait-http")
                .doesNotContain("values.hidden", ".hidden");
        assertProblem(submit("values.hidden", "{}"), 404, "operation.unknown");
    }

    @Test
    void numbersDoNotChangeTheHashOfARequest() {
        var first = repeated("12345678.50");
        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(repeated("12345678.50").<String>path("id")).isEqualTo(first.path("id"));
    }

    private static Response repeated(String n) {
        return manager()
                .contentType(ContentType.JSON)
                .header("Idempotency-Key", "values")
                .body(
                        "{\"operation\":\"values.pass\",\"params\":{\"n\":"
                                + n
                                + ",\"dir\":\"/tmp/none\"}}")
                .post(TASKS);
    }

    static Response succeeds(String operation, String params) {
        var answer = submit(operation, params);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(201);
        await().atMost(Duration.ofSeconds(20))
                .until(
                        () ->
                                List.of("SUCCEEDED", "FAILED")
                                        .contains(getTask(answer).<String>path("state")));
        assertThat(getTask(answer).<String>path("state"))
                .as(getTask(answer).asString())
                .isEqualTo("SUCCEEDED");
        return getTask(answer);
    }

    static Response getTask(Response submitted) {
        return viewer().get(submitted.header("Location"));
    }

    static Response submit(String operation, String params) {
        return manager()
                .contentType(ContentType.JSON)
                .body("{\"operation\":\"" + operation + "\",\"params\":" + params + "}")
                .post(TASKS);
    }
}
