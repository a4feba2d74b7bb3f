package dev.obtaskd.api.obshell;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Access of the user of the daemon by the socket in the data directory. */
@QuarkusTest
class LocalSocketTest {

    @ConfigProperty(name = "obtaskd.data-dir")
    Path data;

    @Test
    void isNotAccessibleToOthers() throws IOException {
        Awaitility.await()
                .untilAsserted(() -> assertThat(permissions(socket())).isEqualTo("rw-------"));
        assertThat(permissions(socket().getParent())).isEqualTo("rwx------");
    }

    @Test
    void needsNoPasswordInBothApis() throws IOException {
        assertThat(send("GET", "/api/v1/ob/info", ""))
                .startsWith("HTTP/1.1 200")
                .contains("\"successful\":true", "CLUSTER AGENT");
        assertThat(send("GET", "/api/v2/tasks", ""))
                .startsWith("HTTP/1.1 200")
                .contains("nextCursor");
        assertThat(send("GET", "/q/metrics", "")).startsWith("HTTP/1.1 200");
    }

    @Test
    void makesItsCallerAnAdministrator() throws IOException {
        assertThat(send("POST", "/api/v2/tasks", "{\"operation\":\"host.inspect\",\"params\":{}}"))
                .startsWith("HTTP/1.1 201")
                .contains("\"user\":\"admin\"");
    }

    @Test
    void acceptsPlainBodies() throws IOException {
        assertThat(send("POST", "/api/v1/guarded/socket", "{\"a\":1}"))
                .startsWith("HTTP/1.1 200")
                .contains("\"body\":\"{\\\"a\\\":1}\"");
    }

    @Test
    void refusesLoginWithoutKeys() throws IOException {
        assertThat(send("POST", "/api/v1/login", ""))
                .startsWith("HTTP/1.1 400")
                .contains("Request.AESKey.NotFound");
    }

    /** Even if the directories are accessible. */
    @Test
    void refusesOtherUsers() throws Exception {
        Assumptions.assumeTrue(
                Files.getOwner(data).getName().equals("root"), "only root can change the user");
        var answers =
                openedToAll(() -> List.of(asNobody("/api/v1/ob/info"), asNobody("/api/v2/tasks")));
        assertThat(answers.getFirst())
                .startsWith("HTTP/1.1 401")
                .contains("Security.User.PermissionDenied");
        assertThat(answers.getLast()).startsWith("HTTP/1.1 401").contains("auth.required");
    }

    private List<String> openedToAll(Callable<List<String>> asking) throws Exception {
        var way = List.of(data, socket().getParent(), socket());
        try {
            for (var step : way) {
                Files.setPosixFilePermissions(step, PosixFilePermissions.fromString("rwxrwxrwx"));
            }
            return asking.call();
        } finally {
            for (var step : way) {
                Files.setPosixFilePermissions(
                        step,
                        PosixFilePermissions.fromString(
                                step.equals(socket()) ? "rw-------" : "rwx------"));
            }
        }
    }

    /**
     * Sends a request from a process of another user; its class is in a directory that this user
     * can read.
     */
    private String asNobody(String target) throws Exception {
        var classes = Files.createTempDirectory("obtaskd-nobody");
        Files.setPosixFilePermissions(classes, PosixFilePermissions.fromString("rwxr-xr-x"));
        var name = SocketRequest.class.getName();
        var file = classes.resolve(name.replace('.', '/') + ".class");
        Files.createDirectories(file.getParent());
        try (var bytes = SocketRequest.class.getResourceAsStream("SocketRequest.class")) {
            Files.copy(bytes, file);
        }
        var process =
                new ProcessBuilder(
                                "setpriv",
                                "--reuid=65534",
                                "--regid=65534",
                                "--clear-groups",
                                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                                "-cp",
                                classes.toString(),
                                name,
                                socket().toString(),
                                target)
                        .redirectErrorStream(true)
                        .start();
        var answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(answer).isZero();
        return answer;
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private Path socket() {
        return data.resolve("run/obtaskd.sock");
    }

    private String send(String method, String target, String body) throws IOException {
        return SocketRequest.send(socket(), method, target, body);
    }
}
