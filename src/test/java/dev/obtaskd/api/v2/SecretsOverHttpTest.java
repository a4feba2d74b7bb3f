package dev.obtaskd.api.v2;

import static dev.obtaskd.api.v2.TaskScript.TASKS;
import static dev.obtaskd.api.v2.TaskScript.json;
import static dev.obtaskd.api.v2.TaskScript.manager;
import static dev.obtaskd.api.v2.TaskScript.viewer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

@QuarkusTest
@TestProfile(ValuesDaemon.class)
class SecretsOverHttpTest extends TaskHttp {

    static final List<String> BAD = SecretDaemon.BAD;

    private static final Map<String, String> WHY =
            Map.of(
                    "fifo",
                    "is not a regular file",
                    "directory",
                    "is not a regular file",
                    "latin1",
                    "is not UTF-8 text",
                    "huge",
                    "more than 65536 bytes",
                    "short",
                    "shorter than 4 characters",
                    "open",
                    "is open to others (mode 0644)",
                    "link",
                    "is a symbolic link",
                    "absent",
                    "there is no file secrets/absent");

    @ParameterizedTest
    @FieldSource("BAD")
    void anInvalidSecretFailsItsStepOnly(String secret) {
        var first = submit("first." + secret);
        var innocent = submit("good.use");
        assertThat(ended(first).getString("state")).isEqualTo("FAILED");
        assertReason(first, "use", secret);
        assertThat(ended(innocent).getString("state")).isEqualTo("SUCCEEDED");
    }

    @ParameterizedTest
    @FieldSource("BAD")
    void theFinishedStepBeforeItSucceeded(String secret) {
        var later = submit("later." + secret);
        assertThat(ended(later).getList("subTasks.state")).containsExactly("SUCCEEDED", "FAILED");
        assertReason(later, "use", secret);
    }

    @ParameterizedTest
    @FieldSource("BAD")
    void aRollBackIsAcceptedAndFailsWithTheReason(String secret) {
        var undo = submit("undo." + secret);
        assertThat(ended(undo).getString("state")).isEqualTo("FAILED");
        assertThat(manager().post(TASKS + "/" + undo + "/rollback").statusCode()).isEqualTo(202);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> getTask(undo).getString("state").equals("ROLLBACK_FAILED"));
        assertReason(undo, "before", secret);
    }

    /** More failing tasks than workers, with all other tasks behind them in the queue. */
    @Test
    void manyFailingTasksDoNotBlockOthers() {
        var innocent = new ArrayList<String>();
        for (int i = 0; i < 12; i++) {
            submit("later.fifo");
            submit("first.latin1");
            innocent.add(submit("good.use"));
        }
        innocent.forEach(id -> assertThat(ended(id).getString("state")).isEqualTo("SUCCEEDED"));
        assertThat(viewer().get("/q/health/ready").statusCode()).isEqualTo(200);
    }

    @Test
    void onlyOneTrailingNewlineIsRemoved() {
        var task = submit("good.use");
        assertThat(ended(task).getString("state")).isEqualTo("SUCCEEDED");
        assertThat(log(task))
                .contains(Integer.toString(SecretDaemon.TOKEN.length()))
                .contains("******")
                .doesNotContain("tok/en");
    }

    @Test
    void anOutputThatHoldsASecretFailsTheStepAndIsNotStored() {
        var task = submit("leak.output");
        var seen = ended(task);
        assertThat(seen.getString("state")).isEqualTo("FAILED");
        assertThat(seen.getString("subTasks[0].message")).contains("output told holds a secret");
        assertNotStored(task, "tok/en");
    }

    @Test
    void aHeaderThatCannotBeSentDoesNotShowItsSecret() {
        var task = submit("leak.http");
        var seen = ended(task);
        assertThat(seen.getString("state")).isEqualTo("FAILED");
        assertThat(seen.getString("subTasks[0].message")).contains("/headers/X");
        assertNotStored(task, "second line");
    }

    @Test
    void anEncodedSecretIsMaskedToo() {
        var task = submit("leak.log");
        assertThat(ended(task).getString("state")).isEqualTo("SUCCEEDED");
        assertThat(log(task))
                .contains("******")
                .doesNotContain("cGxhaW4tc2VjcmV0", "BsYWluLXNlY3JldC");
    }

    /** In text files, CSV files and the daemon's log. */
    @Test
    void controlCharactersOfAReasonAreEscapedInTextFiles() throws Exception {
        var body =
                json(
                        "operation",
                        "good.use",
                        "params",
                        Map.of(),
                        "reason",
                        "red \u001b[31m\u202e bell \u0007\u009b\nforged: line");
        var task =
                manager()
                        .contentType(ContentType.JSON)
                        .body(body)
                        .post(TASKS)
                        .then()
                        .statusCode(201)
                        .extract()
                        .<String>path("id");
        ended(task);
        var zip = manager().get(TASKS + "/" + task + "/logs.zip");
        assertThat(zip.statusCode()).isEqualTo(200);
        try (var entries = new ZipInputStream(new ByteArrayInputStream(zip.asByteArray()))) {
            for (var entry = entries.getNextEntry();
                    entry != null;
                    entry = entries.getNextEntry()) {
                var text = new String(entries.readAllBytes(), StandardCharsets.UTF_8);
                if (entry.getName().matches("task_info.txt|audit.csv")) {
                    assertThat(text)
                            .contains("red \\u001B[31m\\u202E bell \\u0007\\u009B")
                            .doesNotContainPattern(
                                    "[\\x00-\\x09\\x0b\\x0c\\x0e-\\x1f\\x7f\\u0080-\\u009f\\u202e]");
                    assertThat(text.lines()).noneMatch(line -> line.startsWith("forged"));
                }
            }
        }
    }

    private static void assertReason(String task, String step, String secret) {
        assertThat(getTask(task).getString("subTasks.find { it.stepId == '" + step + "' }.message"))
                .contains("secret " + secret + " cannot be used: ")
                .contains(WHY.getOrDefault(secret, ""));
    }

    private static void assertNotStored(String task, String value) {
        assertThat(viewer().get(TASKS + "/" + task).asString()).doesNotContain(value);
        assertThat(log(task)).doesNotContain(value);
    }

    private static String submit(String operation) {
        var answer =
                manager()
                        .contentType(ContentType.JSON)
                        .body(json("operation", operation, "params", Map.of()))
                        .post(TASKS);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(201);
        return answer.path("id");
    }

    private static JsonPath ended(String task) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> getTask(task).getString("state").matches("FAILED|SUCCEEDED"));
        return getTask(task);
    }

    private static JsonPath getTask(String task) {
        return viewer().get(TASKS + "/" + task).then().statusCode(200).extract().jsonPath();
    }

    private static String log(String task) {
        return viewer().get(
                        "/api/v2/subtasks/" + getTask(task).getString("subTasks[0].id") + "/log")
                .asString();
    }
}
