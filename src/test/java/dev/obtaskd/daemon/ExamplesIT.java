package dev.obtaskd.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every operation of {@code examples/operations} succeeds, and can be rolled back when it fails.
 * The test provides the programs and services that the operations manage.
 */
class ExamplesIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final InetAddress LOCAL = InetAddress.getLoopbackAddress();

    @TempDir static Path directory;

    private static DaemonProcess daemon;

    @BeforeAll
    static void start() throws Exception {
        var operations = Files.createDirectory(directory.resolve("operations"));
        try (var examples = Files.list(Path.of("examples/operations"))) {
            for (var example : examples.toList()) {
                Files.copy(example, operations.resolve(example.getFileName().toString()));
            }
        }
        daemon = new DaemonProcess(directory.resolve("data"), operations).start();
    }

    @AfterAll
    static void stop() throws Exception {
        daemon.stop();
    }

    @Test
    void everyExampleIsLoadedWithoutAWarning() throws Exception {
        assertThat(daemon.get("/api/v2/operations").text())
                .contains(
                        "observer.restart",
                        "log.rotate",
                        "service.check",
                        "config.edit",
                        "port.wait");
        assertThat(Files.readString(daemon.output())).doesNotContain("is disabled", "/operations/");
    }

    @Test
    void restartsAnObserver() throws Exception {
        var home = observer();
        try (var sql = new ServerSocket(0, 1, LOCAL)) {
            var before = pid(home);
            var params = Map.of("home", home.toString(), "user", "root", "port", port(sql));
            awaitEnd(submit("observer.restart", params), "SUCCEEDED");
            assertThat(pid(home)).isNotEqualTo(before);
            assertThat(ProcessHandle.of(before)).isEmpty();
        } finally {
            ProcessHandle.of(pid(home)).ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    @Test
    void startsAnObserverAgainWhenItsRestartIsRolledBack() throws Exception {
        var home = observer();
        try {
            var before = pid(home);
            var program = home.resolve("bin/observer");
            var works = Files.readString(program);
            Files.writeString(program, "#!/bin/sh\nexit 1\n");
            var params = Map.of("home", home.toString(), "user", "root");
            var task = submit("observer.restart", params);
            awaitEnd(task, "FAILED");
            Files.writeString(program, works);
            rollBack(task);
            assertThat(pid(home)).isNotEqualTo(before);
            assertThat(ProcessHandle.of(pid(home))).isPresent();
        } finally {
            ProcessHandle.of(pid(home)).ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    @Test
    void rotatesALog() throws Exception {
        var log = Files.writeString(directory.resolve("observer.log"), "old\n");
        Files.setPosixFilePermissions(log, PosixFilePermissions.fromString("rw-r-----"));
        var params = Map.of("file", log.toString(), "suffix", "1");
        awaitEnd(submit("log.rotate", params), "SUCCEEDED");
        assertThat(log).isEmptyFile();
        assertThat(Files.getPosixFilePermissions(log))
                .isEqualTo(PosixFilePermissions.fromString("rw-r-----"));
        assertThat(directory.resolve("observer.log.1.gz")).isNotEmptyFile();
    }

    @Test
    void movesALogBackWhenItCannotBeCompressed() throws Exception {
        var log = Files.writeString(directory.resolve("proxy.log"), "old\n");
        var blocked = Files.createDirectory(directory.resolve("proxy.log.1"));
        var task = submit("log.rotate", Map.of("file", log.toString(), "suffix", "1"));
        awaitEnd(task, "FAILED");
        Files.delete(blocked);
        rollBack(task);
        assertThat(log).hasContent("old");
    }

    @Test
    void checksAService() throws Exception {
        var service = HttpServer.create(new InetSocketAddress(LOCAL, 0), 0);
        var status = new int[] {200};
        service.createContext(
                "/health",
                exchange -> {
                    var body = "{\"version\": \"4.3.5\"}".getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(status[0], body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        service.start();
        try {
            var params = Map.of("port", service.getAddress().getPort());
            awaitEnd(submit("service.check", params), "SUCCEEDED");
            status[0] = 503;
            var task = submit("service.check", params);
            awaitEnd(task, "FAILED");
            rollBack(task);
        } finally {
            service.stop(0);
        }
    }

    @Test
    void editsAConfigurationAndRestoresIt() throws Exception {
        var file = Files.writeString(directory.resolve("proxy.conf"), "a=1\n");
        var check = program(directory.resolve("check"), "#!/bin/sh\nexec grep -q ^a= \"$1\"\n");
        var params = Map.of("file", file.toString(), "check", check.toString());
        awaitEnd(submit("config.edit", with(params, "content", "a=2\n")), "SUCCEEDED");
        assertThat(file).hasContent("a=2");
        var task = submit("config.edit", with(params, "content", "b=3\n"));
        awaitEnd(task, "FAILED");
        assertThat(file).hasContent("b=3");
        rollBack(task);
        assertThat(file).hasContent("a=2");
    }

    @Test
    void waitsForAPort() throws Exception {
        int closed;
        try (var open = new ServerSocket(0, 1, LOCAL)) {
            closed = open.getLocalPort();
            awaitEnd(submit("port.wait", Map.of("port", closed)), "SUCCEEDED");
        }
        var task = submit("port.wait", Map.of("port", closed, "limit", "1s"));
        awaitEnd(task, "FAILED");
        rollBack(task);
    }

    /** A directory with a program that behaves like an observer: it starts a background process. */
    private static Path observer() throws Exception {
        var home = Files.createTempDirectory(directory, "oceanbase");
        Files.createDirectories(home.resolve("run"));
        Files.createDirectories(home.resolve("bin"));
        var program =
                program(
                        home.resolve("bin/observer"),
                        """
                        #!/bin/sh
                        setsid sleep 600 </dev/null >/dev/null 2>&1 &
                        echo $! >run/observer.pid
                        """);
        var started =
                new ProcessBuilder(program.toString()).directory(home.toFile()).inheritIO().start();
        assertThat(started.waitFor()).isZero();
        return home;
    }

    private static long pid(Path home) throws IOException {
        return Long.parseLong(Files.readString(home.resolve("run/observer.pid")).strip());
    }

    private static int port(ServerSocket socket) {
        return socket.getLocalPort();
    }

    private static Path program(Path file, String text) throws IOException {
        Files.writeString(file, text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static Map<String, ?> with(Map<String, String> params, String name, String value) {
        var all = new HashMap<>(params);
        all.put(name, value);
        return all;
    }

    private static String submit(String operation, Map<String, ?> params) throws Exception {
        var body = JSON.writeValueAsString(Map.of("operation", operation, "params", params));
        var answer = daemon.post("/api/v2/tasks", body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.body().path("id").asText();
    }

    private static void rollBack(String task) throws Exception {
        var answer = daemon.post("/api/v2/tasks/" + task + "/rollback", "{}");
        assertThat(answer.status()).as(answer.text()).isEqualTo(202);
        awaitEnd(task, "ROLLED_BACK");
    }

    private static void awaitEnd(String task, String state) {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(
                        () ->
                                assertThat(
                                                daemon.get("/api/v2/tasks/" + task)
                                                        .body()
                                                        .path("state")
                                                        .asText())
                                        .isEqualTo(state));
    }
}
