package dev.obtaskd.api.v2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.obtaskd.task.Task;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Clients that start downloads and do not read them. */
@QuarkusTest
@TestProfile(LogDaemon.Profile.class)
class DownloadLimitsTest {

    private static final long LARGE = 512L * 1024 * 1024;

    @Inject LogDaemon site;

    @TestHTTPResource URI daemon;

    private final List<Socket> clients = new ArrayList<>();
    private Task task;

    @BeforeEach
    void createLargeFile() throws IOException {
        task = site.run("test.talks");
        try (var file =
                new RandomAccessFile(
                        site.directory(task, "say").files().resolve("large").toFile(), "rw")) {
            file.setLength(LARGE);
        }
    }

    @AfterEach
    void disconnect() throws IOException {
        for (var client : clients) {
            client.close();
        }
    }

    @Test
    void theNinthDownloadOfAUserIsRefusedWithRetryAfter() throws IOException {
        site.viewer();
        for (var i = 0; i < 8; i++) {
            assertThat(status(ask(file()))).isEqualTo(200);
        }
        for (var link :
                List.of(
                        file(),
                        "/api/v2/tasks/" + site.id(task) + "/logs.zip",
                        "/api/v2/subtasks/" + site.id(task, "say") + "/log/raw")) {
            site.viewer()
                    .get(link)
                    .then()
                    .statusCode(503)
                    .contentType("application/problem+json")
                    .header("Retry-After", "5")
                    .body("code", equalTo("downloads.too-many"))
                    .body("detail", containsString("8"));
        }
        site.viewer().head(file()).then().statusCode(200);
        site.viewer().get("/api/v2/tasks").then().statusCode(200);
    }

    @Test
    void aClientThatDoesNotReadIsDisconnected() throws IOException {
        site.viewer();
        for (var i = 0; i < 8; i++) {
            assertThat(status(ask(file()))).isEqualTo(200);
        }
        var silent = List.copyOf(clients);
        await().pollInterval(Duration.ofMillis(500))
                .atMost(Duration.ofSeconds(60))
                .until(this::eightDownloadsAreAccepted);
        for (var client : silent) {
            assertThat(drained(client)).isBetween(1L, LARGE - 1);
        }
    }

    @Test
    void aDisconnectedClientDoesNotCount() throws IOException {
        site.viewer();
        for (var i = 0; i < 8; i++) {
            assertThat(status(ask(file()))).isEqualTo(200);
        }
        disconnect();
        await().atMost(Duration.ofSeconds(8))
                .until(() -> site.viewer().get(file("digits")).statusCode() == 200);
    }

    @Test
    void aSlowClientGetsTheWholeFile() throws IOException {
        site.viewer();
        var client = ask(file());
        assertThat(status(client)).isEqualTo(200);
        var read = new long[1];
        // Reads for longer than a client that does not read may stay connected.
        await().pollInterval(Duration.ofMillis(100))
                .atMost(Duration.ofSeconds(60))
                .until(
                        () -> {
                            read[0] += client.getInputStream().readNBytes(512 * 1024).length;
                            return read[0] >= 70L * 512 * 1024;
                        });
        assertThat(read[0] + drained(client)).isEqualTo(LARGE);
    }

    /** Disconnects if there is not; these clients would occupy slots during the next check. */
    private boolean eightDownloadsAreAccepted() throws IOException {
        var asking = new ArrayList<Socket>();
        for (var i = 0; i < 8; i++) {
            asking.add(ask(file()));
            if (status(asking.getLast()) != 200) {
                for (var client : asking) {
                    client.close();
                }
                return false;
            }
        }
        return true;
    }

    private String file() {
        return file("large");
    }

    private String file(String name) {
        return "/api/v2/tasks/" + site.id(task) + "/files/say/" + name;
    }

    /** Sends a request on its own connection and reads nothing. */
    private Socket ask(String path) throws IOException {
        var client = new Socket();
        clients.add(client);
        client.setReceiveBufferSize(4096);
        client.setSoTimeout(30_000);
        client.connect(new InetSocketAddress(daemon.getHost(), daemon.getPort()));
        var credentials =
                Base64.getEncoder().encodeToString("eve:e".getBytes(StandardCharsets.UTF_8));
        client.getOutputStream()
                .write(
                        ("GET "
                                        + path
                                        + " HTTP/1.1\r\n"
                                        + "Host: x\r\n"
                                        + "Connection: close\r\n"
                                        + "Authorization: Basic "
                                        + credentials
                                        + "\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
        return client;
    }

    /** Reads only the head of the response. */
    private static int status(Socket client) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) client.getInputStream().read());
        }
        return Integer.parseInt(head.substring(9, 12));
    }

    /** Reads until the end of the connection and counts the bytes. */
    private static long drained(Socket client) throws IOException {
        var buffer = new byte[64 * 1024];
        var count = 0L;
        try {
            for (var got = client.getInputStream().read(buffer);
                    got >= 0;
                    got = client.getInputStream().read(buffer)) {
                count += got;
            }
        } catch (SocketException cut) {
            return count;
        }
        return count;
    }
}
