package dev.obtaskd.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.obtaskd.testing.EventClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a daemon still does after SIGTERM. */
class DrainIT {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    private static final String OPERATION =
            """
            operation: test.drain
            title: {en: Drain, zh: 停止}
            description: {en: Has two steps., zh: 两个步骤}
            scope: LOCAL
            maintenance: {type: NONE}
            params: {type: object, additionalProperties: false}
            steps:
              - id: first
                title: {en: First, zh: 第一步}
                run: {exec: {argv: [/bin/sh, -c, 'touch DIR/began; while [ ! -e DIR/go ]; do sleep 0.05; done; touch DIR/ended']}}
              - id: second
                title: {en: Second, zh: 第二步}
                needs: [first]
                run: {exec: {argv: [/bin/touch, DIR/second]}}
            """;

    @TempDir Path directory;

    private DaemonProcess daemon;

    @BeforeEach
    void start() throws Exception {
        var operations = Files.createDirectory(directory.resolve("operations"));
        Files.writeString(
                operations.resolve("test.drain.yaml"),
                OPERATION.replace("DIR", directory.toString()));
        daemon =
                new DaemonProcess(directory.resolve("data"), operations)
                        .withoutClassArchive()
                        .start();
    }

    @AfterEach
    void kill() throws Exception {
        daemon.kill();
    }

    @Test
    void answersRequestsEndsStreamsAndStartsNoFurtherStep() throws Exception {
        var task = submit();
        await().until(() -> Files.exists(directory.resolve("began")));
        try (var events = events();
                var slow = new SlowRequest()) {
            events.event("counts");
            var exit = stop();
            events.awaitEnd();
            assertThat(events.events().getLast().name()).isEqualTo("bye");
            Files.createFile(directory.resolve("go"));
            await().until(() -> Files.exists(directory.resolve("ended")));
            // The request keeps the daemon, which has time to start the second step.
            await().pollDelay(Duration.ofSeconds(1)).until(() -> true);
            assertThat(exit).isNotDone();
            assertThat(slow.answer()).startsWith("HTTP/1.1 201 ");
            assertThat(exit).succeedsWithin(LIMIT).isEqualTo(143);
        }
        assertThat(directory.resolve("second")).doesNotExist();
        daemon.start();
        await().atMost(Duration.ofSeconds(30))
                .until(
                        () ->
                                daemon.get("/api/v2/tasks/" + task)
                                        .body()
                                        .path("state")
                                        .asText()
                                        .equals("SUCCEEDED"));
        assertThat(directory.resolve("second")).exists();
    }

    /** A request whose body never arrives, and a stream that is not read. */
    @Test
    void clientsThatDoNotContinueDoNotHoldTheDaemon() throws Exception {
        try (var slow = new SlowRequest();
                var unread = connect()) {
            write(unread, "GET /api/v2/events?topics=counts,tasks HTTP/1.1\r\n", "");
            assertThat(stop()).succeedsWithin(LIMIT).isEqualTo(143);
            assertThat(slow.closed()).isTrue();
        }
    }

    private CompletableFuture<Integer> stop() {
        var exit = new CompletableFuture<Integer>();
        Thread.startVirtualThread(
                () -> {
                    try {
                        exit.complete(daemon.stop());
                    } catch (InterruptedException e) {
                        exit.completeExceptionally(e);
                    }
                });
        return exit;
    }

    private EventClient events() {
        return EventClient.connect(
                URI.create("http://127.0.0.1:" + daemon.port()), daemon.authorization(), "counts");
    }

    private String submit() throws Exception {
        return daemon.post("/api/v2/tasks", "{\"operation\": \"test.drain\"}")
                .body()
                .path("id")
                .textValue();
    }

    private Socket connect() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), daemon.port());
    }

    private void write(Socket socket, String line, String more) throws IOException {
        var head =
                line
                        + "Host: 127.0.0.1:"
                        + daemon.port()
                        + "\r\nAuthorization: "
                        + daemon.authorization()
                        + "\r\n"
                        + more;
        socket.getOutputStream().write((head + "\r\n").getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
    }

    /** A submit whose second half of the body is sent by {@link #answer}. */
    private final class SlowRequest implements AutoCloseable {

        private static final String BODY = "{\"operation\": \"host.inspect\", \"params\": {}}";

        private final Socket socket = connect();

        SlowRequest() throws IOException {
            write(
                    socket,
                    "POST /api/v2/tasks HTTP/1.1\r\n",
                    "Content-Type: application/json\r\nContent-Length: " + BODY.length() + "\r\n");
            send(BODY.substring(0, 10));
            // Has been answered after the head of the first one was read.
            assertThat(probe()).isEqualTo(200);
        }

        private int probe() throws IOException {
            try {
                return daemon.get("/api/v2/tasks").status();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }

        private void send(String text) throws IOException {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
        }

        String answer() throws IOException {
            send(BODY.substring(10));
            socket.setSoTimeout((int) LIMIT.toMillis());
            return new String(socket.getInputStream().readNBytes(64), StandardCharsets.US_ASCII);
        }

        boolean closed() throws IOException {
            socket.setSoTimeout((int) LIMIT.toMillis());
            try {
                socket.getInputStream().readAllBytes();
                return true;
            } catch (SocketException reset) {
                return true;
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
