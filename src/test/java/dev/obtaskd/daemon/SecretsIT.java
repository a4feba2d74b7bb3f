package dev.obtaskd.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Secrets and the log of the daemon after a kill and a restart. */
class SecretsIT {

    private static final String OPERATION =
            """
            operation: secret.wait
            title: {en: Wait, zh: 等}
            description: {en: Uses a secret for long., zh: 等待}
            scope: LOCAL
            maintenance: {type: NONE}
            steps:
              - id: wait
                title: {en: Wait, zh: 等}
                run:
                  exec:
                    argv: [/bin/sh, -c, 'echo "$$" >"$1.new"; mv "$1.new" "$1"; exec /bin/sleep 300', sh, "%s"]
                    env: {TOKEN: "${{ secret:token }}"}
            """;

    @TempDir Path directory;

    @Test
    void stopsTheProgramAndFailsTheStepIfASecretCannotBeReadAfterAKill() throws Exception {
        var operations = Files.createDirectory(directory.resolve("operations"));
        var pid = directory.resolve("pid");
        Files.writeString(operations.resolve("wait.yaml"), OPERATION.formatted(pid));
        Files.writeString(operations.resolve("a\u001b[31m\nforged.yaml"), "operation: broken");
        var data = closed(directory.resolve("data"));
        var token = Files.writeString(closed(data.resolve("secrets")).resolve("token"), "a-token");
        Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-------"));

        var daemon = new DaemonProcess(data, operations).start();
        var id =
                daemon.post("/api/v2/tasks", "{\"operation\": \"secret.wait\", \"params\": {}}")
                        .body()
                        .get("id")
                        .asText();
        await().atMost(Duration.ofSeconds(30)).until(() -> Files.exists(pid));
        var program = ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())).orElseThrow();
        daemon.kill();
        assertThat(program.isAlive()).isTrue();
        Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-r--r--"));

        daemon.start("-Dobtaskd.exec.grace=1s");
        await().atMost(Duration.ofSeconds(30))
                .until(
                        () ->
                                daemon.get("/api/v2/tasks/" + id)
                                        .body()
                                        .get("state")
                                        .asText()
                                        .equals("FAILED"));
        assertThat(daemon.get("/api/v2/tasks/" + id).text())
                .contains("secret token cannot be used: ")
                .contains("is open to others (mode 0644)");
        assertThat(program.isAlive()).isFalse();
        daemon.stop();
        assertThat(Files.readString(daemon.output()))
                .contains("a\\x1B[31m\\x0Aforged.yaml")
                .doesNotContain("\u001b[31m");
    }

    private static Path closed(Path path) throws Exception {
        return Files.createDirectory(
                path,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
}
