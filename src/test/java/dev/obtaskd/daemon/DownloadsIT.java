package dev.obtaskd.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Clients that do not read their downloads use no memory of the daemon and block no other request.
 */
class DownloadsIT {

    private static final String OPERATION =
            """
            operation: large.leave
            title: {en: Leave, zh: 留}
            description: {en: Leaves a file., zh: 留文件}
            scope: LOCAL
            maintenance: {type: NONE}
            params: {type: object}
            steps:
              - id: leave
                title: {en: Leave, zh: 留}
                run: {exec: {argv: [/bin/sh, -c, 'echo x >"$OBTASKD_FILES/small"; truncate -s 300M "$OBTASKD_FILES/large"']}}
            """;

    private static final int CLIENTS = 100;
    private static final int MOST_KIB = 200 * 1024;

    @TempDir Path directory;

    @Test
    void aHundredStalledDownloadsUseNoMemory() throws Exception {
        var operations = Files.createDirectory(directory.resolve("operations"));
        Files.writeString(operations.resolve("leave.yaml"), OPERATION);
        var daemon =
                new DaemonProcess(directory.resolve("data"), operations)
                        .start(
                                "-Xmx128m",
                                "-Dobtaskd.download.max=" + (CLIENTS + 1),
                                "-Dobtaskd.download.max-per-user=" + (CLIENTS + 1));
        var id =
                daemon.post("/api/v2/tasks", "{\"operation\": \"large.leave\", \"params\": {}}")
                        .body()
                        .get("id")
                        .asText();
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(
                        () ->
                                daemon.get("/api/v2/tasks/" + id)
                                        .body()
                                        .get("state")
                                        .asText()
                                        .equals("SUCCEEDED"));
        var files = "/api/v2/tasks/" + id + "/files/leave/";
        daemon.download(files + "small");
        var before = residentKiB(daemon);
        var clients = new ArrayList<Socket>();
        try {
            for (var i = 0; i < CLIENTS; i++) {
                // Alternates between files and archives.
                clients.add(
                        ask(
                                daemon,
                                i % 2 == 0
                                        ? files + "large"
                                        : "/api/v2/tasks/" + id + "/logs.zip"));
            }
            for (var client : clients) {
                assertThat(
                                new String(
                                        client.getInputStream().readNBytes(12),
                                        StandardCharsets.US_ASCII))
                        .isEqualTo("HTTP/1.1 200");
            }
            assertThat(daemon.download(files + "large")).hasSize(300 * 1024 * 1024);
            assertThat(daemon.get("/api/v2/tasks").status()).isEqualTo(200);
            assertThat(residentKiB(daemon) - before).isLessThan(MOST_KIB);
        } finally {
            for (var client : clients) {
                client.close();
            }
        }
        assertThat(daemon.get("/q/health/ready").status()).isEqualTo(200);
        daemon.stop();
        assertThat(directory.resolve("daemon.log"))
                .content()
                .doesNotContain("OutOfMemory", "ERROR");
    }

    private static Socket ask(DaemonProcess daemon, String path) throws IOException {
        var client = new Socket();
        client.setReceiveBufferSize(4096);
        client.setSoTimeout(30_000);
        client.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), daemon.port()));
        client.getOutputStream()
                .write(
                        ("GET "
                                        + path
                                        + " HTTP/1.1\r\nHost: x\r\nAuthorization: "
                                        + daemon.authorization()
                                        + "\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
        return client;
    }

    private static long residentKiB(DaemonProcess daemon) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + daemon.pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }
}
