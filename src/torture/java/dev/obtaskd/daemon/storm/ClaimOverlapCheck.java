package dev.obtaskd.daemon.storm;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Checks claims: of two tasks with the same claim, the second starts after the first has ended. */
final class ClaimOverlapCheck {

    private final TestFindings findings;

    ClaimOverlapCheck(TestFindings findings) {
        this.findings = findings;
    }

    /**
     * @param tasks all tasks, ended
     */
    void verify(Collection<JsonNode> tasks) {
        tasks.stream()
                .filter(task -> !task.at("/maintenance/type").asText().equals("NONE"))
                .collect(Collectors.groupingBy(task -> task.path("maintenance")))
                .values()
                .forEach(
                        same ->
                                checkOrder(
                                        same.stream()
                                                .sorted(
                                                        Comparator.comparing(
                                                                task -> at(task, "createdAt")))
                                                .toList()));
    }

    private void checkOrder(List<JsonNode> tasks) {
        for (int i = 1; i < tasks.size(); i++) {
            if (at(tasks.get(i), "createdAt").isBefore(at(tasks.get(i - 1), "endedAt"))) {
                findings.conflicting(
                        "%s started before %s had ended", tasks.get(i), tasks.get(i - 1));
            }
        }
    }

    private static Instant at(JsonNode task, String field) {
        return Instant.parse(task.path(field).asText());
    }
}
