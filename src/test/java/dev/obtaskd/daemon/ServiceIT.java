package dev.obtaskd.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A daemon that a service manager with a socket for notifications has started. */
class ServiceIT {

    private static final String OPERATION =
            """
            operation: test.environment
            title: {en: Environment, zh: 环境}
            description: {en: Prints its environment., zh: 输出环境变量}
            scope: LOCAL
            maintenance: {type: NONE}
            params: {type: object, additionalProperties: false}
            steps:
              - id: print
                title: {en: Print, zh: 输出}
                run: {exec: {argv: [/usr/bin/env]}}
            """;

    private static final String SECRET =
            """
            operation: test.secret
            title: {en: Secret, zh: 密钥}
            description: {en: Prints the length of a secret., zh: 输出密钥的长度}
            scope: LOCAL
            maintenance: {type: NONE}
            target: {type: HOST, name: h1}
            params: {type: object, additionalProperties: false}
            steps:
              - id: print
                title: {en: Print, zh: 输出}
                run:
                  exec:
                    argv: [/bin/sh, -c, 'echo "length ${#VALUE}"']
                    env: {VALUE: "${{ secret:test-secret }}"}
            """;
    private static final FileAttribute<?> PRIVATE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final FileAttribute<?> PRIVATE_FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    @TempDir Path directory;

    private Path operations;
    private DaemonProcess daemon;

    @BeforeEach
    void daemon() throws Exception {
        operations = Files.createDirectory(directory.resolve("operations"));
        daemon = new DaemonProcess(directory.resolve("data"), operations);
    }

    @AfterEach
    void kill() throws Exception {
        daemon.kill();
    }

    @Test
    void servesWhenItSaysThatItIsReady() throws Throwable {
        var socket = "@obtaskd-test-" + ProcessHandle.current().pid();
        var listener = new NotifyListener(socket);
        daemon.environment(environment(socket)).launch();
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> listener.count("READY=1") == 1);
        assertThat(daemon.get("/q/health/ready").status()).isEqualTo(200);
        assertThat(listener.count("WATCHDOG=1")).isZero();
    }

    @Test
    void reportsThatItIsAliveReloadsAndStops() throws Throwable {
        var socket = directory.resolve("notify").toString();
        var listener = new NotifyListener(socket);
        daemon.environment(environment(socket, "WATCHDOG_USEC", "500000")).start();
        await().until(() -> listener.count("WATCHDOG=1") >= 3);
        reloadsOperations(listener);
        programsDoNotKnowTheServiceManager();
        assertThat(daemon.stop()).isEqualTo(143);
        assertThat(listener.count("STOPPING=1")).isOne();
    }

    @Test
    void writesThePriorityOfEachLineToTheJournal() throws Throwable {
        var journal = Files.createFile(daemon.output());
        var identity = Files.readAttributes(journal, "unix:dev,ino");
        Files.createDirectories(operations);
        Files.writeString(operations.resolve("broken.yaml"), "operation: [\n");
        daemon.environment(
                        environment(
                                directory.resolve("none").toString(),
                                "JOURNAL_STREAM",
                                identity.get("dev") + ":" + identity.get("ino")))
                .start();
        var lines = Files.readAllLines(journal);
        assertThat(lines).anyMatch(line -> line.startsWith("<6>") && line.contains("Listening on"));
        assertThat(lines).anyMatch(line -> line.startsWith("<4>") && line.contains("broken.yaml"));
        assertThat(lines)
                .filteredOn(line -> line.contains("WARN"))
                .allMatch(line -> line.startsWith("<4>"));
    }

    @Test
    void writesNoPriorityToAnotherFile() throws Throwable {
        daemon.environment(
                        environment(directory.resolve("none").toString(), "JOURNAL_STREAM", "8:1"))
                .start();
        assertThat(Files.readAllLines(daemon.output())).noneMatch(line -> line.startsWith("<"));
    }

    @Test
    void readsSettingsAndSecretsFromCredentials() throws Throwable {
        var credentials = Files.createDirectory(directory.resolve("credentials"), PRIVATE);
        Files.writeString(
                Files.createFile(credentials.resolve("test-secret"), PRIVATE_FILE),
                "from the manager\n");
        Files.writeString(
                Files.createFile(credentials.resolve("obtaskd.target-links.HOST"), PRIVATE_FILE),
                "https://ocp.example/{name}");
        Files.writeString(operations.resolve("test.secret.yaml"), SECRET);
        daemon.environment(
                        environment(
                                directory.resolve("none").toString(),
                                "CREDENTIALS_DIRECTORY",
                                credentials.toString()))
                .start();
        var task = daemon.post("/api/v2/tasks", "{\"operation\": \"test.secret\"}").body();
        var path = "/api/v2/tasks/" + task.path("id").textValue();
        await().until(() -> daemon.get(path).body().path("state").textValue(), "SUCCEEDED"::equals);
        assertThat(daemon.get(path).body().path("target").path("link").textValue())
                .isEqualTo("https://ocp.example/h1");
        var step = daemon.get(path).body().path("subTasks").path(0).path("id").textValue();
        assertThat(daemon.get("/api/v2/subtasks/" + step + "/log").text())
                .contains("length 16")
                .doesNotContain("from the manager");
    }

    private void reloadsOperations(NotifyListener listener) throws Exception {
        var path = "/api/v2/operations/test.environment";
        assertThat(daemon.get(path).status()).isEqualTo(404);
        var file = Files.writeString(operations.resolve("test.environment.yaml"), OPERATION);
        hangUp();
        await().until(() -> listener.count("READY=1") == 2);
        assertThat(listener.messages().stream().filter(ServiceIT::reloading)).hasSize(1);
        assertThat(daemon.get(path).status()).isEqualTo(200);
        Files.writeString(file, "operation: test.environment\nsteps: none\n");
        hangUp();
        await().until(() -> listener.count("READY=1") == 3);
        assertThat(daemon.get(path).body().path("disabled").isObject()).isTrue();
        Files.writeString(file, OPERATION);
        hangUp();
        await().until(() -> listener.count("READY=1") == 4);
        assertThat(Files.readAllLines(daemon.output())).noneMatch(line -> line.contains("ERROR"));
    }

    private static boolean reloading(String message) {
        return message.matches("RELOADING=1\nMONOTONIC_USEC=[1-9][0-9]+");
    }

    private void hangUp() throws Exception {
        assertThat(new ProcessBuilder("kill", "-HUP", "" + daemon.pid()).start().waitFor())
                .isZero();
    }

    /** With the address of the socket they could report in the name of the daemon. */
    private void programsDoNotKnowTheServiceManager() throws Exception {
        var task = daemon.post("/api/v2/tasks", "{\"operation\": \"test.environment\"}").body();
        var path = "/api/v2/tasks/" + task.path("id").textValue();
        await().until(() -> daemon.get(path).body().path("state").textValue(), "SUCCEEDED"::equals);
        var step = daemon.get(path).body().path("subTasks").path(0).path("id").textValue();
        assertThat(daemon.get("/api/v2/subtasks/" + step + "/log").text())
                .contains("PATH=")
                .doesNotContain("NOTIFY_SOCKET")
                .doesNotContain("WATCHDOG_USEC");
    }

    private static Map<String, String> environment(String socket, String... more) {
        var environment = new HashMap<>(System.getenv());
        environment.put("NOTIFY_SOCKET", socket);
        for (var i = 0; i < more.length; i += 2) {
            environment.put(more[i], more[i + 1]);
        }
        return environment;
    }
}
