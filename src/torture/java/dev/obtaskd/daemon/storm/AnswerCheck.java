package dev.obtaskd.daemon.storm;

import com.fasterxml.jackson.databind.JsonNode;
import dev.obtaskd.daemon.DaemonProcess.Answer;
import java.util.List;
import java.util.Map;

/** Judges what people were told by what is stored. */
final class AnswerCheck {

    private final Map<String, JsonNode> tasks;
    private final AuditLog audit;
    private final TestFindings findings;

    /**
     * @param tasks by their ids, as they ended
     */
    AnswerCheck(Map<String, JsonNode> tasks, AuditLog audit, TestFindings findings) {
        this.tasks = tasks;
        this.audit = audit;
        this.findings = findings;
    }

    void judge(ClientAction act, List<Answer> answers) {
        var stored = audit.because(act.reason());
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
                    "%s was accepted, and the next time refused: %s",
                    act, answers.getLast().text());
        }
    }

    private void accepted(ClientAction act, List<Answer> answers, List<AuditLog.Entry> stored) {
        if (stored.isEmpty()) {
            findings.lost("%s was accepted, and is not in the audit", act);
        }
        if (answers.stream().map(Answer::text).distinct().count() > 1) {
            findings.lost("%s: another answer the second time: %s", act, answers);
        }
        var told = answers.getFirst().body();
        var task = tasks.get(told.path(told.has("taskId") ? "taskId" : "id").asText());
        if (task == null
                || stored.stream()
                        .anyMatch(entry -> !entry.taskId().equals(task.path("id").asText()))) {
            findings.lost("%s: no such task: %s", act, told);
        } else if (task.path("version").asLong() < told.path("version").asLong()) {
            findings.lost("%s: told %s, and stored is %s", act, told, task);
        }
    }
}
