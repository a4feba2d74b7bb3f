package dev.obtaskd.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.obtaskd.testing.EventClient;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The stream of events when the daemon stops and starts again. */
class EventsIT {

    private static final int MAX = 200;

    /** Its only step is left out: such a task ends when it is created. */
    private static final String NOTHING =
            """
            operation: events.nothing
            title: {en: Nothing, zh: 无}
            description: {en: Does nothing., zh: 什么都不做}
            scope: LOCAL
            maintenance: {type: NONE}
            params: {type: object, properties: {wanted: {type: boolean, default: false}}}
            steps:
              - id: nothing
                title: {en: Nothing, zh: 无}
                when: "${{ params.wanted }}"
                run: {exec: {argv: [/bin/true]}}
            """;

    @TempDir Path directory;

    @Test
    void twoHundredClientsGetEventsAndTheNextOneIsRefused() throws Exception {
        var operations = Files.createDirectory(directory.resolve("operations"));
        Files.writeString(operations.resolve("nothing.yaml"), NOTHING);
        var daemon = new DaemonProcess(directory.resolve("data"), operations).start();
        var root = URI.create("http://127.0.0.1:" + daemon.port());
        var clients = new ArrayList<EventClient>();
        try {
            clients.add(EventClient.connect(root, daemon.authorization(), "tasks,counts").ready());
            var threads = threads(daemon);
            for (var i = 1; i < MAX; i++) {
                clients.add(EventClient.connect(root, daemon.authorization(), "tasks,counts"));
            }
            clients.forEach(EventClient::ready);
            // Threads of requests, of which there is a limited number.
            assertThat(threads(daemon)).isLessThan(threads + MAX / 4);
            var refused = daemon.get("/api/v2/events?topics=counts");
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.body().path("code").asText()).isEqualTo("events.too-many");
            assertThat(refused.body().path("detail").asText()).contains("200");
            var id =
                    daemon.post(
                                    "/api/v2/tasks",
                                    "{\"operation\": \"events.nothing\", \"params\": {}}")
                            .body()
                            .path("id")
                            .asText();
            for (var client : clients) {
                client.event("tasks", data -> data.toString().contains(id));
            }
            clients.removeFirst().close();
            await().atMost(Duration.ofSeconds(20))
                    .until(
                            () -> {
                                var next =
                                        EventClient.connect(root, daemon.authorization(), "counts");
                                clients.add(next);
                                return next.head().statusCode() == 200;
                            });
        } finally {
            clients.forEach(EventClient::close);
            daemon.kill();
        }
    }

    private static long threads(DaemonProcess daemon) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + daemon.pid() + "/status")).stream()
                .filter(line -> line.startsWith("Threads:"))
                .mapToLong(line -> Long.parseLong(line.substring(8).strip()))
                .sum();
    }

    @Test
    void aStoppedDaemonSaysByeAndTheNextOneAsksForARefetch() throws Exception {
        var operations = Files.createDirectory(directory.resolve("operations"));
        var daemon = new DaemonProcess(directory.resolve("data"), operations).start();
        var root = URI.create("http://127.0.0.1:" + daemon.port());
        try (var client = EventClient.connect(root, daemon.authorization(), "counts,tasks")) {
            client.event("counts");
            daemon.stop();
            client.awaitEnd();
            var bye = client.events().getLast();
            assertThat(bye.name()).isEqualTo("bye");
            assertThat(bye.data().path("reason").asText()).isEqualTo("SHUTDOWN");
            daemon.start();
            try (var again =
                    EventClient.connect(
                            root,
                            daemon.authorization(),
                            "counts,tasks",
                            "Last-Event-ID",
                            client.lastId())) {
                var refetch = again.event("refetch");
                assertThat(refetch.data().path("reason").asText()).isEqualTo("RESTART");
                assertThat(again.event("hello").data().path("resumed").asBoolean(true)).isFalse();
            }
        } finally {
            daemon.kill();
        }
    }
}
