package dev.obtaskd.daemon.storm;

import com.fasterxml.jackson.databind.JsonNode;
import dev.obtaskd.daemon.DaemonProcess;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The audit of accepted requests, the oldest entry first. */
final class AuditLog {

    /**
     * @param reason reason of the action; {@code null} for actions of the daemon itself
     * @param subTaskId null for an action on the whole task
     */
    record Entry(Instant at, String action, String taskId, String subTaskId, String reason) {

        private static Entry of(JsonNode entry) {
            return new Entry(
                    Instant.parse(entry.path("at").asText()),
                    entry.path("action").asText(),
                    entry.path("taskId").asText(),
                    entry.path("subTaskId").textValue(),
                    entry.path("reason").asText());
        }

        boolean ofTask() {
            return subTaskId == null;
        }
    }

    private final Map<String, List<Entry>> byReason;
    private final Map<String, List<Entry>> byTask;

    private AuditLog(List<Entry> entries) {
        byReason = entries.stream().collect(Collectors.groupingBy(Entry::reason));
        byTask = entries.stream().collect(Collectors.groupingBy(Entry::taskId));
    }

    static AuditLog of(DaemonProcess daemon) throws IOException, InterruptedException {
        var accepted =
                daemon.all("/api/v2/audit").stream()
                        .filter(entry -> entry.path("result").asText().equals("ACCEPTED"))
                        .map(Entry::of)
                        .toList();
        return new AuditLog(accepted.reversed());
    }

    List<Entry> byReason(String reason) {
        return byReason.getOrDefault(reason, List.of());
    }

    List<Entry> of(String taskId) {
        return byTask.getOrDefault(taskId, List.of());
    }
}
