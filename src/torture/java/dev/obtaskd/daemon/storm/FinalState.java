package dev.obtaskd.daemon.storm;

import com.fasterxml.jackson.databind.JsonNode;
import dev.obtaskd.daemon.DaemonProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** Operates failed tasks after the storm until everything has ended. */
final class FinalState {

    private static final String UNFINISHED =
            "/api/v2/tasks?limit=500&state=PENDING&state=RUNNING&state=TERMINATING"
                    + "&state=ROLLING_BACK&state=FAILED&state=ROLLBACK_FAILED";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final DaemonProcess daemon;
    private final RandomClient client;

    FinalState(DaemonProcess daemon, RandomClient client) {
        this.daemon = daemon;
        this.client = client;
    }

    /** Returns when all tasks have ended, or when nothing has changed for a minute. */
    void await(TestFindings findings) throws IOException, InterruptedException {
        Map<String, Long> before = Map.of();
        var moved = System.nanoTime();
        while (true) {
            var tasks = daemon.get(UNFINISHED).body().path("items");
            var now = versions(tasks);
            if (now.isEmpty()) {
                return;
            }
            if (!now.equals(before)) {
                moved = System.nanoTime();
            } else if (System.nanoTime() - moved > PATIENCE.toNanos()) {
                tasks.forEach(task -> findings.stuck("%s", task));
                return;
            }
            before = now;
            end(tasks);
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
    }

    private void end(JsonNode tasks) throws IOException, InterruptedException {
        for (var task : tasks) {
            if (task.path("state").asText().endsWith("FAILED")) {
                client.end(task);
            }
        }
    }

    private static Map<String, Long> versions(JsonNode tasks) {
        var versions = new HashMap<String, Long>();
        tasks.forEach(
                task -> versions.put(task.path("id").asText(), task.path("version").asLong()));
        return versions;
    }
}
