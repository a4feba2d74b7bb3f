package dev.obtaskd.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Output, output values and inherited state of programs while their daemon is killed by SIGKILL.
 */
class ProgramIT {

    private static final String WAIT = "until [ -e \"$1\" ]; do sleep 0.05; done; ";
    private static final Map<String, String> PROGRAMS =
            Map.of(
                    "talk",
                            "echo one; "
                                    + WAIT
                                    + "echo two >/dev/stdout; echo three | tee /dev/stderr; echo"
                                    + " a=1 >>\"$OBTASKD_OUTPUT\";echo data"
                                    + " >\"$OBTASKD_FILES/report\"; echo four",
                    "serve",
                            "(trap 'exit 9' PIPE; while echo tick; do sleep 0.05; done) & echo"
                                    + " \"pid=$!\" >\"$OBTASKD_OUTPUT\"; "
                                    + WAIT
                                    + "echo two",
                    "fail", "echo \"made=$$\" >\"$OBTASKD_OUTPUT\"; echo one; " + WAIT + "exit 3",
                    "inherit",
                            "grep SigIgn /proc/self/status; ulimit -Sn; echo \"TZ=$TZ\"; env; sh -c"
                                    + " 'kill -INT $$'; echo \"code $?\"");

    @TempDir Path directory;

    private DaemonProcess daemon;
    private Path users;
    private Path go;

    @BeforeEach
    void start() throws Exception {
        Assumptions.assumeTrue(
                "root".equals(System.getProperty("user.name")), "other users' programs");
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        users = directory.resolve("data-users");
        go = directory.resolve("go");
        var operations = Files.createDirectory(directory.resolve("operations"));
        for (var program : PROGRAMS.entrySet()) {
            var script =
                    Files.writeString(
                            directory.resolve(program.getKey() + ".sh"), program.getValue() + "\n");
            for (var user : List.of("root", "nobody")) {
                Files.writeString(
                        operations.resolve(user + "." + program.getKey() + ".yaml"),
                        """
                        operation: %s.%s
                        title: {en: Program, zh: 程序}
                        description: {en: Runs a program., zh: 运行程序}
                        scope: LOCAL
                        maintenance: {type: NONE}
                        steps:
                          - id: run
                            title: {en: Run, zh: 运行}
                            onRestart: fail
                            run: {exec: {argv: [/bin/sh, %s, %s], user: %s}}
                            rollback: {exec: {argv: [/bin/echo, "undo [${{ steps.run.output.made }}]"]}}
                        """
                                .formatted(user, program.getKey(), script, go, user));
            }
        }
        daemon = new DaemonProcess(directory.resolve("data"), operations);
    }

    @AfterEach
    void stop() throws Exception {
        daemon.stop();
    }

    @Test
    void readsAllOutputAndValuesOfAnotherUserAfterARestart() throws Exception {
        daemon.start();
        var task = submit("nobody.talk");
        await().until(() -> lines(task, "STDOUT").equals(List.of("one")));
        daemon.kill();
        daemon.start();
        Files.createFile(go);
        awaitState(task, "SUCCEEDED");
        verify(task);
    }

    @Test
    void readsAllOutputAndValuesOfAnotherUserThatWereWrittenWhileDown() throws Exception {
        daemon.start();
        var task = submit("nobody.talk");
        await().until(() -> lines(task, "STDOUT").equals(List.of("one")));
        daemon.kill();
        Files.createFile(go);
        await().until(() -> found("rc"));
        daemon.start();
        awaitState(task, "SUCCEEDED");
        verify(task);
    }

    @Test
    void aServerThatWroteWhileDownUsesNoDiskSpace() throws Exception {
        daemon.start();
        var task = submit("nobody.serve");
        await().until(() -> !lines(task, "STDOUT").isEmpty());
        daemon.kill();
        Files.createFile(go);
        await().until(() -> found("rc"));
        daemon.start();
        awaitState(task, "SUCCEEDED");
        var server = ProcessHandle.of(subTask(task).at("/output/pid").asLong()).orElseThrow();
        assertThat(lines(task, "STDOUT")).contains("two");
        assertThat(lines(task, "SYSTEM"))
                .filteredOn(line -> line.startsWith("processes of the program are still running"))
                .hasSize(1);
        await().during(Duration.ofMillis(500)).atMost(Duration.ofSeconds(5)).until(server::isAlive);
        assertThat(open()).as("files that could grow").noneMatch(file -> file.contains("/run/std"));
        server.destroyForcibly();
    }

    @Test
    void theRollbackGetsTheOutputsOfARunThatFailedAfterARestart() throws Exception {
        daemon.start();
        var task = submit("nobody.fail");
        await().until(() -> !lines(task, "STDOUT").isEmpty());
        daemon.kill();
        Files.createFile(go);
        daemon.start();
        awaitState(task, "FAILED");
        daemon.kill();
        daemon.start();
        assertThat(daemon.post("/api/v2/tasks/" + task + "/rollback", "").status()).isEqualTo(202);
        awaitState(task, "ROLLED_BACK");
        assertThat(lines(task, "STDOUT")).singleElement().asString().matches("undo \\[[0-9]+]");
    }

    @Test
    void theRollbackGetsTheOutputsOfALostProgram() throws Exception {
        daemon.start();
        var task = submit("nobody.fail");
        await().until(() -> !lines(task, "STDOUT").isEmpty());
        daemon.kill();
        killAttempt();
        daemon.start();
        awaitState(task, "FAILED");
        assertThat(subTask(task).path("cause").asText()).isEqualTo("INTERRUPTED");
        assertThat(daemon.post("/api/v2/tasks/" + task + "/rollback", "").status()).isEqualTo(202);
        awaitState(task, "ROLLED_BACK");
        assertThat(lines(task, "STDOUT")).singleElement().asString().matches("undo \\[[0-9]+]");
        assertThat(users).isEmptyDirectory();
    }

    /** What ps and systemctl status print of each process fits into a line. */
    @Test
    void theProgramsAreReadableInTheProcessList() throws Exception {
        daemon.start();
        var task = submit("root.talk");
        await().until(() -> lines(task, "STDOUT").equals(List.of("one")));
        assertThat(ProcessHandle.of(daemon.pid()).orElseThrow().descendants())
                .extracting(process -> commandLine(process.pid()))
                .anyMatch(line -> line.contains("talk.sh"))
                .anyMatch(line -> line.contains("obtaskd-step"))
                .allSatisfy(line -> assertThat(line).doesNotContain("\n").hasSizeLessThan(200));
        Files.createFile(go);
        awaitState(task, "SUCCEEDED");
    }

    private static String commandLine(long pid) {
        try {
            return Files.readString(Path.of("/proc", "" + pid, "cmdline")).replace('\0', ' ');
        } catch (IOException ended) {
            return "";
        }
    }

    /** Starts the daemon as nohup does, or a shell that starts it in the background. */
    @Test
    void programsInheritOnlyTheIntendedState() throws Exception {
        daemon.startThrough(
                        "env",
                        "TZ=Asia/Shanghai",
                        "OLDPWD=/root",
                        "sh",
                        "-c",
                        "trap '' INT HUP; exec \"$@\"",
                        "sh")
                .start();
        var task = submit("nobody.inherit");
        awaitState(task, "SUCCEEDED");
        var lines = lines(task, "STDOUT");
        // Signals 32 and 33 are reserved by the C library.
        assertThat(Long.parseLong(lines.get(0).replaceAll("SigIgn:\\s+", ""), 16) & 0x7fffffffL)
                .as("ignored signals")
                .isZero();
        assertThat(Long.parseLong(lines.get(1))).as("open files").isLessThanOrEqualTo(1024);
        assertThat(lines)
                .contains("TZ=Asia/Shanghai", "code 130")
                .noneMatch(line -> line.startsWith("OLDPWD="))
                .noneMatch(line -> line.matches("OBTASKD_(PUMPS|WRAPPER)=.*"));
        for (var signal : List.of("HUP", "INT")) {
            new ProcessBuilder("kill", "-s", signal, "" + daemon.pid()).start().waitFor();
        }
        assertThat(daemon.get("/q/health/live").status())
                .as("signals that the daemon was started to ignore")
                .isEqualTo(200);
    }

    private void verify(String task) throws Exception {
        assertThat(lines(task, "STDOUT")).containsExactly("one", "two", "three", "four");
        assertThat(lines(task, "STDERR")).containsExactly("three");
        assertThat(subTask(task).path("output").path("a").asText()).isEqualTo("1");
        assertThat(daemon.get("/api/v2/tasks/" + task + "/files/run/report").text())
                .isEqualTo("data\n");
        assertThat(users).isEmptyDirectory();
    }

    private String submit(String operation) throws Exception {
        var answer =
                daemon.post(
                        "/api/v2/tasks", "{\"operation\": \"" + operation + "\", \"params\": {}}");
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.body().path("id").asText();
    }

    private void awaitState(String task, String state) {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(50))
                .until(
                        () -> daemon.get("/api/v2/tasks/" + task).body().path("state").asText(),
                        state::equals);
    }

    private JsonNode subTask(String task) throws Exception {
        return daemon.get("/api/v2/tasks/" + task).body().at("/subTasks/0");
    }

    private List<String> lines(String task, String stream) throws Exception {
        var lines = new ArrayList<String>();
        daemon.get("/api/v2/subtasks/" + subTask(task).path("id").asText() + "/log")
                .body()
                .path("lines")
                .forEach(
                        line -> {
                            if (line.path("stream").asText().equals(stream)) {
                                lines.add(line.path("text").asText());
                            }
                        });
        return lines;
    }

    private boolean found(String name) throws IOException {
        try (var below = Files.walk(directory.resolve("data/tasks"))) {
            return below.anyMatch(file -> file.endsWith("run/" + name));
        }
    }

    /** Kills the wrapper, then its program. */
    private void killAttempt() throws Exception {
        try (var below = Files.walk(directory.resolve("data/tasks"))) {
            var claim = below.filter(file -> file.endsWith("run/claim")).findFirst().orElseThrow();
            var wrapper =
                    ProcessHandle.of(Long.parseLong(Files.readString(claim).split(" ")[0]))
                            .orElseThrow();
            var programs = wrapper.descendants().toList();
            wrapper.destroyForcibly();
            wrapper.onExit().join();
            programs.forEach(ProcessHandle::destroyForcibly);
            programs.forEach(program -> program.onExit().join());
        }
    }

    /** All files that any process has open below the data directory, including deleted ones. */
    private List<String> open() throws IOException {
        var open = new ArrayList<String>();
        try (var processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (var process : processes) {
                try (var links = Files.list(process.resolve("fd"))) {
                    links.map(ProgramIT::target)
                            .filter(target -> target.startsWith(directory + "/data/"))
                            .forEach(open::add);
                } catch (IOException | UncheckedIOException gone) {
                    // The process has ended.
                }
            }
        }
        return open;
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException gone) {
            return "";
        }
    }
}
