package dev.obtaskd.daemon.storm;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Judges claims: of two tasks with the same one, the second begins when the first has ended. */
final class ClaimOverlapCheck {

    private final TestFindings findings;

    ClaimOverlapCheck(TestFindings findings) {
        this.findings = findings;
    }

    /**
     * @param tasks all of them, ended
     */
    void judge(Collection<JsonNode> tasks) {
        tasks.stream()
                .filter(task -> !task.at("/maintenance/type").asText().equals("NONE"))
                .collect(Collectors.groupingBy(task -> task.path("maintenance")))
                .values()
                .forEach(
                        same ->
                                inTurn(
                                        same.stream()
                                                .sorted(
                                                        Comparator.comparing(
                                                                task -> at(task, "createdAt")))
                                                .toList()));
    }

    private void inTurn(List<JsonNode> tasks) {
        for (int i = 1; i < tasks.size(); i++) {
            if (at(tasks.get(i), "createdAt").isBefore(at(tasks.get(i - 1), "endedAt"))) {
                findings.conflicting(
                        "%s began before %s had ended", tasks.get(i), tasks.get(i - 1));
            }
        }
    }

    private static Instant at(JsonNode task, String field) {
        return Instant.parse(task.path(field).asText());
    }
}
