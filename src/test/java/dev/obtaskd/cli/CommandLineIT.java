package dev.obtaskd.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obtaskd.testing.TestCertificate;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged program as a user calls it, beside a daemon that it also is. */
class CommandLineIT {

    private static final String SLEEP =
            """
            operation: it.sleep
            title: {en: Sleep, zh: 睡眠}
            description: {en: Sleeps., zh: 睡眠}
            scope: LOCAL
            maintenance: {type: NONE}
            steps:
              - {id: sleep, title: {en: Sleep, zh: 睡眠}, run: {exec: {argv: [/bin/sleep, "600"]}}}
            """;

    @TempDir Path directory;

    private Path data;
    private int port;
    private Process daemon;

    @BeforeEach
    void serve() throws Exception {
        data = directory.resolve("data");
        port = freePort();
        var operations =
                Files.createDirectory(
                        directory.resolve("operations"),
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rwx------")));
        Files.writeString(operations.resolve("sleep.yaml"), SLEEP);
        TestCertificate.generate(directory)
                .write(directory.resolve("tls.crt"), directory.resolve("tls.key"));
        daemon =
                program(
                                "serve",
                                "-Dobtaskd.data-dir=" + data,
                                "-Dobtaskd.operations-dir=" + operations,
                                "-Dquarkus.http.ssl-port=" + port,
                                "-Dquarkus.http.insecure-requests=disabled",
                                "-Dquarkus.tls.key-store.pem.0.cert="
                                        + directory.resolve("tls.crt"),
                                "-Dquarkus.tls.key-store.pem.0.key=" + directory.resolve("tls.key"))
                        .redirectErrorStream(true)
                        .redirectOutput(directory.resolve("daemon.log").toFile())
                        .start();
        Runtime.getRuntime().addShutdownHook(new Thread(daemon::destroyForcibly));
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .failFast(() -> !daemon.isAlive())
                .until(() -> CliRun.on(data).run("status").code() == 0);
    }

    @AfterEach
    void stop() throws Exception {
        daemon.destroyForcibly().waitFor();
    }

    @Test
    void worksAsAUserCallsIt() throws Exception {
        aCommandLoadsNothingOfTheDaemon();
        aDaemonIsReachedByTlsOnlyIfItsCertificateIsTrusted();
        anInterruptedFollowLeavesTheTaskRunning();
        aDaemonThatHasStoppedIsUnreachable();
    }

    private void aCommandLoadsNothingOfTheDaemon() throws Exception {
        var classes = directory.resolve("classes.txt");
        var list =
                finish(
                        program(List.of("-Xlog:class+load:file=" + classes), "task", "list")
                                .start());
        assertThat(list.code()).as(list.err()).isZero();
        assertThat(list.out()).isEmpty();
        assertThat(Files.readString(classes))
                .contains("dev.obtaskd.cli.task.TaskListCommand")
                .doesNotContain(
                        "io.quarkus.runtime.Quarkus ",
                        "io.quarkus.arc.",
                        "io.vertx.",
                        "io.netty.",
                        "org.h2.",
                        "org.hibernate.",
                        "dev.obtaskd.engine.",
                        "dev.obtaskd.store.",
                        "dev.obtaskd.security.");
    }

    private void aDaemonIsReachedByTlsOnlyIfItsCertificateIsTrusted() {
        var password = data.resolve("initial-admin-password").toString();
        var created =
                CliRun.on(data)
                        .run(
                                "token",
                                "create",
                                "it",
                                "--login",
                                "admin",
                                "--password-file",
                                password);
        assertThat(created.code()).as(created.err()).isZero();
        var token = created.out().strip();
        var url = "https://127.0.0.1:" + port;
        var trusted = directory.resolve("tls.crt").toString();
        var remote = CliRun.alone().with("OBTASKD_TOKEN", token);
        var list = remote.run("--server", url, "--cacert", trusted, "operation", "list");
        assertThat(list.code()).as(list.err()).isZero();
        assertThat(list.out()).contains("it.sleep");

        var unknown = remote.run("--server", url, "operation", "list");
        assertThat(unknown.code()).isEqualTo(11);
        assertThat(unknown.err().lines()).hasSize(1);
        assertThat(unknown.err()).contains("is not trusted", "--cacert");
        var otherHost =
                remote.run(
                        "--server",
                        "https://localhost:" + port,
                        "--cacert",
                        trusted,
                        "operation",
                        "list");
        assertThat(otherHost.code()).as(otherHost.err()).isEqualTo(11);
        assertThat(otherHost.err()).contains("is not trusted");
    }

    private void anInterruptedFollowLeavesTheTaskRunning() throws Exception {
        var command = program("task", "run", "it.sleep", "--follow");
        // A test that runs in the background of a shell inherits that the signal is ignored.
        command.command().addAll(0, List.of("env", "--default-signal=INT"));
        var follow = command.start();
        var reader = follow.inputReader();
        Awaitility.await().until(() -> reader.readLine().contains("$ /bin/sleep 600"));
        new ProcessBuilder("kill", "-INT", String.valueOf(follow.pid())).start().waitFor();
        var result = finish(follow);
        assertThat(result.code()).isEqualTo(130);
        var id = CliRun.on(data).run("task", "list", "--state", "RUNNING", "-o", "name").out();
        assertThat(id).isNotEmpty();
        assertThat(result.err()).contains("Task " + id.strip() + " continues.");
        assertThat(CliRun.on(data).run("task", "terminate", id.strip(), "--wait").code())
                .isEqualTo(8);
    }

    private void aDaemonThatHasStoppedIsUnreachable() throws InterruptedException {
        daemon.destroy();
        assertThat(daemon.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(CliRun.on(data).run("task", "list").code()).isEqualTo(11);
    }

    private ProcessBuilder program(String... args) {
        return program(List.of(), args);
    }

    private ProcessBuilder program(List<String> flags, String... args) {
        var command = new ArrayList<String>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m"));
        command.addAll(flags);
        command.addAll(List.of("-jar", System.getProperty("obtaskd.jar")));
        command.addAll(List.of(args));
        var builder = new ProcessBuilder(command);
        builder.environment().putAll(Map.of("OBTASKD_DATA_DIR", data.toString(), "LC_ALL", "C"));
        return builder;
    }

    private static CliRun finish(Process process) throws IOException, InterruptedException {
        process.getOutputStream().close();
        var out = new String(process.getInputStream().readAllBytes());
        var err = new String(process.getErrorStream().readAllBytes());
        return new CliRun(process.waitFor(), out, err);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
