package dev.obtaskd.daemon.storm;

import com.fasterxml.jackson.databind.JsonNode;
import dev.obtaskd.daemon.DaemonProcess.Answer;
import java.util.List;
import java.util.Map;

/** Checks the answers that callers received against the stored tasks. */
final class AnswerCheck {

    private final Map<String, JsonNode> tasks;
    private final AuditLog audit;
    private final TestFindings findings;

    /**
     * @param tasks the ended tasks by id
     */
    AnswerCheck(Map<String, JsonNode> tasks, AuditLog audit, TestFindings findings) {
        this.tasks = tasks;
        this.audit = audit;
        this.findings = findings;
    }

    void verify(ClientAction act, List<Answer> answers) {
        var stored = audit.byReason(act.reason());
        if (stored.size() > 1) {
            findings.twice("%s: %s", act, stored);
        }
        var accepted = answers.stream().filter(RequestJournal::accepted).toList();
        if (!accepted.isEmpty()) {
            accepted(act, accepted, stored);
        }
        if (!answers.isEmpty()
                && answers.getLast().status() / 100 == 4
                && accepted.size() + stored.size() > 0) {
            findings.lost(
                    "%s was accepted, but its repetition refused: %s",
                    act, answers.getLast().text());
        }
    }

    private void accepted(ClientAction act, List<Answer> answers, List<AuditLog.Entry> stored) {
        if (stored.isEmpty()) {
            findings.lost("%s was accepted, but is not in the audit", act);
        }
        if (answers.stream().map(Answer::text).distinct().count() > 1) {
            findings.lost("%s: the repetition got another answer: %s", act, answers);
        }
        var told = answers.getFirst().body();
        var task = tasks.get(told.path(told.has("taskId") ? "taskId" : "id").asText());
        if (task == null
                || stored.stream()
                        .anyMatch(entry -> !entry.taskId().equals(task.path("id").asText()))) {
            findings.lost("%s: no such task: %s", act, told);
        } else if (task.path("version").asLong() < told.path("version").asLong()) {
            findings.lost("%s: the answer was %s, but stored is %s", act, told, task);
        }
    }
}
