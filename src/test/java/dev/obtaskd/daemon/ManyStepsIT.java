package dev.obtaskd.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.obtaskd.testing.TortureTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A large number of short programs leaks nothing in the daemon: no zombie, no open file, no thread.
 */
@TortureTest
class ManyStepsIT {

    private static final int STEPS = Integer.getInteger("obtaskd.steps", 300);
    private static final int STEPS_OF_A_TASK = 100;

    @TempDir Path directory;

    @Test
    void leakNoResources() throws Exception {
        var daemon = new DaemonProcess(directory.resolve("data"), operations()).start();
        run(daemon, 2);
        var before = ProcessResources.of(daemon);
        run(daemon, STEPS / STEPS_OF_A_TASK);
        await().atMost(30, TimeUnit.SECONDS)
                .until(() -> ProcessResources.of(daemon), left -> left.nothingLeakedSince(before));
        assertThat(daemon.stop()).isEqualTo(143);
    }

    private static void run(DaemonProcess daemon, int tasks) throws Exception {
        var ids = new ArrayList<String>();
        for (int i = 0; i < tasks; i++) {
            ids.add(
                    daemon.post("/api/v2/tasks", "{\"operation\": \"many\", \"params\": {}}")
                            .body()
                            .path("id")
                            .asText());
        }
        for (var id : ids) {
            await().atMost(10, TimeUnit.MINUTES)
                    .pollInterval(Duration.ofMillis(50))
                    .until(
                            () -> {
                                assertThat(daemon.get("/q/health/ready").status()).isEqualTo(200);
                                return daemon.get("/api/v2/tasks/" + id)
                                        .body()
                                        .path("state")
                                        .asText()
                                        .equals("SUCCEEDED");
                            });
        }
    }

    private Path operations() throws IOException {
        var operations = Files.createDirectory(directory.resolve("operations"));
        var yaml =
                new StringBuilder(
                        """
                        operation: many
                        title: {en: Many, zh: 许多}
                        description: {en: Many short programs., zh: 许多短程序}
                        scope: LOCAL
                        maintenance: {type: NONE}
                        steps:
                        """);
        for (int i = 1; i <= STEPS_OF_A_TASK; i++) {
            yaml.append(
                    "  - {id: s%d, title: {en: Short, zh: 短}, needs: [], run: {exec: {argv: [/bin/true]}}}\n"
                            .formatted(i));
        }
        Files.writeString(operations.resolve("many.yaml"), yaml);
        return operations;
    }
}
