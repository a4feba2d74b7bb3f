package dev.obtaskd.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obtaskd.testing.RawConnection;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A daemon with few connections, all held by hostile clients, still serves health checks and its
 * socket and logs no errors.
 */
class HostileCallersIT {

    private static final int MOST = 40;

    @TempDir Path directory;

    private final List<RawConnection> held = new ArrayList<>();
    private DaemonProcess daemon;
    private URI root;

    @BeforeEach
    void start() throws Exception {
        daemon =
                new DaemonProcess(
                                directory.resolve("data"),
                                Files.createDirectory(directory.resolve("operations")))
                        .start(
                                "-Dobtaskd.http.request-timeout=1s",
                                "-Dobtaskd.http.max-connections=" + MOST);
        root = URI.create("http://127.0.0.1:" + daemon.port());
    }

    @AfterEach
    void end() throws Exception {
        for (var wire : held) {
            wire.close();
        }
        daemon.kill();
    }

    @Test
    void closesHeldConnectionsForNewOnes() throws Exception {
        for (var request :
                List.of(
                        "",
                        "GET /q/hea",
                        "POST /api/v1/status HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n{",
                        "POST /api/v2/tasks HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n{",
                        "GET /q/health/live HTTP/1.1\r\nHost: a\r\n\r\n")) {
            hold(300, request);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(10))
                    .untilAsserted(
                            () -> assertThat(sockets()).as("of the daemon").isLessThan(MOST + 120));
            answers();
        }
    }

    @Test
    void heldConnectionsTimeOut() throws Exception {
        hold(MOST - 5, "GET /q/hea");
        for (var wire : held) {
            assertThat(wire.rest()).startsWith("HTTP/1.1 408").contains("request.timeout");
        }
        answers();
    }

    @Test
    void disconnectingClientsLogNothing() throws Exception {
        var authorization = "Authorization: " + daemon.authorization() + "\r\n";
        for (var request :
                List.of(
                        "GET /api/v2/ta",
                        "GET /api/v2/tasks HTTP/1.1\r\nHost: a\r\n" + authorization + "\r\n",
                        "POST /api/v2/tasks HTTP/1.1\r\n"
                                + "Host: a\r\n"
                                + "Content-Type: application/json\r\n"
                                + "Content-Length: 900\r\n"
                                + authorization
                                + "\r\n{\"op",
                        "POST /api/v2/tasks HTTP/1.1\r\n"
                                + "Host: a\r\n"
                                + "Content-Length: 900\r\n\r\n"
                                + "{\"op",
                        "GET /q/openapi HTTP/1.1\r\nHost: a\r\n" + authorization + "\r\n",
                        "GET / HTTP/1.1\r\n\r\n",
                        "GET / HTTP/1.1\r\nHost: a b\r\n\r\n",
                        "POST /api/v2/tasks HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n"
                                + authorization
                                + "\r\nzz\r\n",
                        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: x\r\n\r\n")) {
            for (var i = 0; i < 20; i++) {
                RawConnection.to(root).say(request).reset();
                RawConnection.to(root).say(request).close();
            }
        }
        answers();
        assertThat(daemon.stop()).isEqualTo(143);
        assertThat(Files.readString(daemon.output())).doesNotContain(" ERROR ", "\tat ");
    }

    private void hold(int count, String request) throws Exception {
        for (var i = 0; i < count; i++) {
            var wire = RawConnection.to(root);
            held.add(wire);
            try {
                wire.say(request);
            } catch (IOException driven) {
                // The daemon has already closed this connection to free a slot.
            }
        }
    }

    private void answers() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(5))
                .ignoreExceptions()
                .untilAsserted(
                        () -> {
                            assertThat(daemon.get("/q/health/live").status()).isEqualTo(200);
                            assertThat(daemon.get("/q/health/ready").status()).isEqualTo(200);
                            assertThat(
                                            RawConnection.local(
                                                    directory.resolve("data/run/obtaskd.sock"),
                                                    "GET /api/v2/tasks HTTP/1.1\r\n"
                                                            + "Host: a\r\n"
                                                            + "Connection: close\r\n\r\n"))
                                    .startsWith("HTTP/1.1 200");
                        });
    }

    private long sockets() throws Exception {
        try (var open = Files.list(Path.of("/proc/" + daemon.pid() + "/fd"))) {
            return open.filter(file -> link(file).startsWith("socket:")).count();
        }
    }

    private static String link(Path file) {
        try {
            return Files.readSymbolicLink(file).toString();
        } catch (IOException closed) {
            return "";
        }
    }
}
