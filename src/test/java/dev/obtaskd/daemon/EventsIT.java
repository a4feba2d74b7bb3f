package dev.obtaskd.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obtaskd.testing.EventClient;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The stream of events when the daemon stops and starts again. */
class EventsIT {

    @TempDir Path directory;

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
