package dev.obtaskd.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.obtaskd.testing.TortureTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs that exhaust processes or memory fail at their limits and affect nothing else. */
@TortureTest
class GreedyStepsIT {

    /** Even without limits, each uses at most a few hundred processes or megabytes. */
    private static final Map<String, String> PROGRAMS =
            Map.of(
                    "processes",
                    "i=0; while [ $i -lt 400 ]; do sleep 5 & i=$((i+1)); done; wait",
                    "memory",
                    "hog() { head -c 60M /dev/zero | tail -c 60M | (sleep 1; cat) | wc -c;"
                            + " }; hog & hog & hog & wait; exit 5");

    private static final int OF_EACH = 5;

    @TempDir Path directory;

    @Test
    void failAtTheirLimitsWhileTheDaemonResponds() throws Exception {
        Assumptions.assumeTrue(
                Files.isWritable(Path.of("/sys/fs/cgroup/pids"))
                        && Files.isWritable(Path.of("/sys/fs/cgroup/memory")));
        var daemon = new DaemonProcess(directory.resolve("data"), operations()).start();
        run(daemon, 1);
        var before = ProcessResources.of(daemon);
        run(daemon, OF_EACH);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> ProcessResources.of(daemon), left -> left.nothingLeakedSince(before));
        assertThat(daemon.stop()).isEqualTo(143);
    }

    private static void run(DaemonProcess daemon, int times) throws Exception {
        for (var limit : List.of("processes", "memory")) {
            var tasks = new ArrayList<String>();
            for (int i = 0; i < times; i++) {
                tasks.add(
                        daemon.post(
                                        "/api/v2/tasks",
                                        "{\"operation\": \"greedy.%s\", \"params\": {}}"
                                                .formatted(limit))
                                .body()
                                .path("id")
                                .asText());
            }
            for (var task : tasks) {
                await().atMost(Duration.ofMinutes(2))
                        .pollInterval(Duration.ofMillis(20))
                        .until(() -> ended(daemon, task));
                assertThat(daemon.get("/api/v2/tasks/" + task).text())
                        .contains("limits." + limit + " (");
            }
        }
    }

    private static boolean ended(DaemonProcess daemon, String task) throws Exception {
        assertThat(daemon.get("/q/health/live").status()).isEqualTo(200);
        assertThat(daemon.get("/q/health/ready").status()).isEqualTo(200);
        return daemon.get("/api/v2/tasks/" + task).body().path("state").asText().equals("FAILED");
    }

    private Path operations() throws Exception {
        var operations = Files.createDirectory(directory.resolve("operations"));
        for (var program : PROGRAMS.entrySet()) {
            var script =
                    Files.writeString(
                            directory.resolve(program.getKey() + ".sh"), program.getValue() + "\n");
            Files.writeString(
                    operations.resolve(program.getKey() + ".yaml"),
                    """
                    operation: greedy.%s
                    title: {en: Greedy, zh: 贪心}
                    description: {en: Takes all that it gets., zh: 取走一切}
                    scope: LOCAL
                    maintenance: {type: NONE}
                    steps:
                      - id: take
                        title: {en: Take, zh: 取}
                        run: {exec: {argv: [/bin/sh, %s], limits: {processes: 64, memory: 100M}}}
                    """
                            .formatted(program.getKey(), script));
        }
        return operations;
    }
}
