package dev.obtaskd.api.v2;

import static dev.obtaskd.api.v2.TaskScript.TASKS;
import static dev.obtaskd.api.v2.TaskScript.json;
import static dev.obtaskd.api.v2.TaskScript.manager;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.obtaskd.security.AccountStore;
import dev.obtaskd.security.PasswordHasher;
import dev.obtaskd.security.UserAccount;
import dev.obtaskd.security.UserRole;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Outputs, files and environments of programs, over HTTP. Requires root to run programs of other
 * users.
 */
abstract class ProgramHttp {

    @Inject AccountStore accounts;

    @ConfigProperty(name = "obtaskd.data-dir")
    String data;

    @ConfigProperty(name = "obtaskd.exec.user-dir")
    String users;

    @BeforeEach
    void prepare() {
        Assumptions.assumeTrue("root".equals(System.getProperty("user.name")));
        if (accounts.find("mia").isEmpty()) {
            accounts.create(
                    new UserAccount(
                            "mia", UserRole.TASK_MANAGER, PasswordHasher.hash("m".toCharArray())));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"program", "nobody", "unknown"})
    void reopenedOutputsAreLoggedCompletely(String user) {
        var task = ended(user + ".talk", "SUCCEEDED");
        assertThat(lines(task, 0, "STDOUT")).containsExactly("one", "two", "three", "five", "six");
        assertThat(lines(task, 0, "STDERR")).containsExactly("three", "four");
    }

    @ParameterizedTest
    @ValueSource(strings = {"program", "nobody", "unknown"})
    void outputsAndFilesSurviveClosedDescriptorsAndReplacedFiles(String user) throws IOException {
        var task = ended(user + ".pass", "SUCCEEDED");
        var uid =
                user.equals("program")
                        ? "0"
                        : user.equals("nobody") ? "65534" : ProgramDaemon.UNKNOWN_UID;
        assertThat(task.<Map<String, String>>get("subTasks[0].output"))
                .isEqualTo(Map.of("a", "0", "user", uid));
        assertThat(lines(task, 0, "STDOUT").getFirst())
                .startsWith("/")
                .doesNotStartWith("/dev/")
                .doesNotStartWith("/proc/");
        assertThat(manager().get(TASKS + "/" + task.get("id") + "/files/run/sub/report").asString())
                .isEqualTo("data\n");
        // Exists since another user's first program ran.
        var left = Path.of(users).toFile().list();
        assertThat(left == null ? new String[0] : left)
                .as("directories of programs that have ended")
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"program", "nobody"})
    void onlyANewlineEndsALine(String user) {
        var task = ended(user + ".forms", "SUCCEEDED");
        assertThat(task.<Map<String, String>>get("subTasks[0].output"))
                .isEqualTo(
                        Map.of(
                                "crlf",
                                "a",
                                "separators",
                                "x\u2028y\u0085z",
                                "cr",
                                "a\rb",
                                "my-name",
                                "v",
                                "text",
                                "first\n\nlast=1",
                                "empty",
                                "",
                                "last",
                                "no newline"));
    }

    @Test
    void aNulByteFailsTheStep() {
        assertThat(ended("program.nul", "FAILED").getString("subTasks[0].message"))
                .isEqualTo("line 2 of $OBTASKD_OUTPUT contains a NUL byte, which is not allowed");
    }

    @Test
    void anUnterminatedValueFailsTheStep() {
        assertThat(ended("nobody.open", "FAILED").getString("subTasks[0].message"))
                .isEqualTo(
                        "line 2 of $OBTASKD_OUTPUT starts a value of several lines without the line"
                                + " that ends it");
    }

    @Test
    void aServerThatContinuesToWriteUsesNoSpaceAndIsNotStopped() throws IOException {
        var task = ended("program.serve", "SUCCEEDED");
        var server =
                ProcessHandle.of(Long.parseLong(task.getString("subTasks[0].output.pid")))
                        .orElseThrow();
        assertThat(lines(task, 0, "STDOUT")).first().isIn("started", "tick");
        assertThat(lines(task, 0, "STDOUT")).contains("started");
        assertThat(lines(task, 0, "SYSTEM"))
                .filteredOn(line -> line.startsWith("processes of the program are still running"))
                .hasSize(1);
        await().during(Duration.ofMillis(500)).atMost(Duration.ofSeconds(5)).until(server::isAlive);
        assertThat(openBelow(Path.of(data, "tasks"))).as("files that could grow").isEmpty();
        server.destroyForcibly();
    }

    @Test
    void aQuietServerDoesNotDelayTheStep() throws IOException {
        var task = ended("nobody.quiet", "SUCCEEDED");
        var server =
                ProcessHandle.of(Long.parseLong(task.getString("subTasks[0].output.pid")))
                        .orElseThrow();
        assertThat(task.getLong("subTasks[0].durationMs")).isLessThan(10_000);
        assertThat(lines(task, 0, "STDOUT")).containsExactly("started");
        assertThat(server.isAlive()).isTrue();
        assertThat(openBelow(Path.of(data, "tasks"))).isEmpty();
        server.destroyForcibly();
    }

    @Test
    void outputBeforeAStopIsLogged() {
        var id = submit("program.stubborn", "");
        await().atMost(Duration.ofSeconds(30))
                .until(
                        () ->
                                getTask(id).getString("subTasks[0].state").equals("RUNNING")
                                        && lines(getTask(id), 0, "STDERR").contains("ready"));
        manager().post(TASKS + "/" + id + "/terminate").then().statusCode(202);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> getTask(id).getString("state").equals("FAILED"));
        assertThat(lines(getTask(id), 0, "STDOUT"))
                .isEqualTo(IntStream.rangeClosed(1, 20000).mapToObj(i -> "line " + i).toList());
    }

    @Test
    void theRollbackGetsTheOutputsOfAFailedRun() {
        rolledBack(submit("undo.fails", ""));
    }

    @Test
    void theRollbackGetsTheOutputsOfATimedOutRun() {
        rolledBack(submit("undo.hangs", ""));
    }

    @Test
    void theRollbackGetsTheOutputsOfATerminatedRun() {
        var id = submit("undo.waits", "");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> lines(getTask(id), 0, "STDOUT").contains("ready"));
        manager().post(TASKS + "/" + id + "/terminate").then().statusCode(202);
        rolledBack(id);
    }

    @Test
    void outputsOfASkippedRunAreNotPassedOn() {
        var id = submit("undo.fails", "");
        awaitState(id, "FAILED");
        manager()
                .post("/api/v2/subtasks/" + getTask(id).getString("subTasks[0].id") + "/skip")
                .then()
                .statusCode(202);
        awaitState(id, "FAILED");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> "OUTPUT".equals(getTask(id).getString("subTasks[1].cause")));
        assertThat(getTask(id).getString("subTasks[1].message")).contains("steps.run.output.made");
    }

    @Test
    void aProgramGetsItsEnvironment() {
        var task = ended("program.environment", "SUCCEEDED");
        assertThat(lines(task, 0, "STDOUT"))
                .contains(
                        "UID=a b",
                        "PPID=x",
                        "SHELLOPTS=y",
                        "OPTIND=z",
                        "RANDOM=r",
                        "BASHOPTS=$q",
                        "_=1'2",
                        "IFS=:",
                        "PS4=p",
                        "PLAIN=it's \"q\"",
                        "PWD=/usr",
                        "USER=root",
                        "LOGNAME=root");
        assertThat(lines(task, 0, "STDOUT"))
                .noneMatch(line -> line.matches("(OLDPWD|SHLVL|OBTASKD_ENV_.*|obtaskd_.*)=.*"));
    }

    @Test
    void aUserHasTheEnvironmentOfALogin() {
        var nobody = lines(ended("nobody.env", "SUCCEEDED"), 0, "STDOUT");
        assertThat(nobody)
                .contains(
                        "USER=nobody",
                        "LOGNAME=nobody",
                        "HOME=/nonexistent",
                        "SHELL=/usr/sbin/nologin");
        var unknown = lines(ended("unknown.env", "SUCCEEDED"), 0, "STDOUT");
        assertThat(unknown)
                .contains(
                        "USER=" + ProgramDaemon.UNKNOWN_UID,
                        "LOGNAME=" + ProgramDaemon.UNKNOWN_UID,
                        "HOME=/",
                        "SHELL=/bin/sh");
    }

    @Test
    void tooManyArgumentsAreReported() {
        var id = submit("program.long", "x".repeat(50_000));
        awaitState(id, "FAILED");
        assertThat(getTask(id).getString("subTasks[0].message"))
                .isEqualTo(
                        "Argument list too long: argv[1] has 150000 bytes; the kernel allows at"
                                + " most 131071");
    }

    @Test
    void aPidFileMayHaveMoreLines() {
        ended("program.pidfile", "SUCCEEDED");
    }

    private void rolledBack(String id) {
        awaitState(id, "FAILED");
        manager().post(TASKS + "/" + id + "/rollback").then().statusCode(202);
        awaitState(id, "ROLLED_BACK");
        assertThat(lines(getTask(id), 0, "STDOUT"))
                .singleElement()
                .asString()
                .matches("undo \\[[0-9]+\\.1]");
    }

    private static JsonPath ended(String operation, String state) {
        var id = submit(operation, "");
        awaitState(id, state);
        return getTask(id);
    }

    private static String submit(String operation, String text) {
        return manager()
                .contentType(ContentType.JSON)
                .body(
                        json(
                                "operation",
                                operation,
                                "params",
                                text.isEmpty() ? Map.of() : Map.of("text", text)))
                .post(TASKS)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static void awaitState(String id, String state) {
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> getTask(id).getString("state"), now -> now.equals(state));
    }

    private static JsonPath getTask(String id) {
        return manager().get(TASKS + "/" + id).then().statusCode(200).extract().jsonPath();
    }

    /** Of the latest attempt of a sub task. */
    private static List<String> lines(JsonPath task, int subTask, String stream) {
        var path =
                "/api/v2/subtasks/"
                        + task.getString("subTasks[" + subTask + "].id")
                        + "/log?limit=10000&from=";
        var lines = new ArrayList<String>();
        var from = "1";
        JsonPath page;
        do {
            page = manager().get(path + from).jsonPath();
            lines.addAll(page.getList("lines.findAll { it.stream == '" + stream + "' }.text"));
            from = page.getString("nextLine");
        } while (page.getInt("lines.size()") == 10000);
        return lines;
    }

    /** Files below the directory that any process has open, including deleted ones. */
    private static List<String> openBelow(Path directory) throws IOException {
        try (var processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            var open = new ArrayList<String>();
            for (var process : processes) {
                open.addAll(linksBelow(process.resolve("fd"), directory));
            }
            return open;
        }
    }

    private static List<String> linksBelow(Path descriptors, Path directory) {
        try (var links = Files.list(descriptors)) {
            return links.map(ProgramHttp::target)
                    .filter(target -> target.startsWith(directory + "/"))
                    .toList();
        } catch (IOException | UncheckedIOException gone) {
            return List.of();
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException gone) {
            return "";
        }
    }
}
