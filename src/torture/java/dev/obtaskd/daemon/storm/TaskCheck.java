package dev.obtaskd.daemon.storm;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Checks one ended task: its operations against the stored state and the marks of its programs. */
final class TaskCheck {

    private static final Set<String> LEADING = Set.of("retry", "rollback", "abandon");

    private final JsonNode task;
    private final List<AuditLog.Entry> audit;
    private final ProgramMarks marks;
    private final TestFindings findings;
    private final Set<String> skipped;

    TaskCheck(
            JsonNode task, List<AuditLog.Entry> audit, ProgramMarks marks, TestFindings findings) {
        this.task = task;
        this.audit = audit;
        this.marks = marks;
        this.findings = findings;
        this.skipped =
                audit.stream()
                        .filter(entry -> entry.action().equals("skip"))
                        .map(AuditLog.Entry::subTaskId)
                        .collect(Collectors.toSet());
    }

    void verify() {
        checkFinalState();
        marks.with("beside")
                .forEach(
                        mark ->
                                findings.twice(
                                        "%s ran in parallel to another program of %s", mark, task));
        marks.with("conflict")
                .forEach(
                        mark ->
                                findings.conflicting(
                                        "%s ran in parallel to a program of another task: %s",
                                        mark, task));
        if (new HashSet<>(marks.with("begin")).size() < marks.with("begin").size()) {
            findings.twice("a program of one attempt ran twice: %s of %s", marks, task);
        }
        for (var subTask : task.path("subTasks")) {
            checkAttempts(subTask);
            checkUndone(subTask);
        }
        checkOrder();
        checkNothingStartedAfterTerminate();
    }

    /** The task ended in the state to which the last effective operation leads. */
    private void checkFinalState() {
        var last =
                audit.stream()
                        .filter(entry -> entry.ofTask() && LEADING.contains(entry.action()))
                        .map(AuditLog.Entry::action)
                        .reduce("submit", (_, later) -> later);
        var state =
                switch (last) {
                    case "rollback" -> "ROLLED_BACK";
                    case "abandon" -> "ABANDONED";
                    default -> "SUCCEEDED";
                };
        if (!task.path("state").asText().equals(state)) {
            findings.lost("the last operation is %s: %s, %s", last, task, audit);
        }
    }

    /** Every started program is stored as an attempt, and every successful attempt has run. */
    private void checkAttempts(JsonNode subTask) {
        var step = subTask.path("stepId").asText();
        var succeeded = false;
        for (var attempt : subTask.path("attempts")) {
            var run = attempt.path("kind").asText().equals("RUN");
            var success = attempt.path("result").asText().equals("SUCCEEDED");
            if (success
                    && !marks.all()
                            .contains(
                                    new ProgramMarks.Mark(
                                            "end",
                                            run ? "run" : "undo",
                                            step,
                                            attempt.path("no").asInt()))) {
                findings.lost("attempt %s has not run: %s of %s", attempt, marks, task);
            }
            if (run && succeeded && !skipped(subTask)) {
                findings.twice("%s ran again after it succeeded: %s", step, task);
            }
            succeeded = run && (success || succeeded);
        }
        var known = subTask.path("attempts").size();
        marks.with("begin").stream()
                .filter(mark -> mark.step().equals(step) && mark.no() > known)
                .forEach(mark -> findings.lost("%s is not stored: %s", mark, task));
    }

    private void checkUndone(JsonNode subTask) {
        var step = subTask.path("stepId").asText();
        if (task.path("state").asText().equals("ROLLED_BACK")
                && !skipped(subTask)
                && marks.last("begin", "run", step) > marks.last("end", "undo", step)) {
            findings.lost("%s ran, but was not undone: %s of %s", step, marks, task);
        }
    }

    /** No program runs before its upstream steps are done. */
    private void checkOrder() {
        for (int i = 0; i < marks.all().size(); i++) {
            var mark = marks.all().get(i);
            var place = StormOperations.STEPS.indexOf(mark.step());
            if (mark.word().equals("begin") && mark.what().equals("run") && place > 0) {
                var upstream = StormOperations.STEPS.get(place - 1);
                var before = new ProgramMarks(marks.all().subList(0, i));
                if (!skipped(subTask(upstream))
                        && before.last("end", "run", upstream)
                                <= before.last("begin", "undo", upstream)) {
                    findings.lost("%s before %s is done: %s of %s", mark, upstream, marks, task);
                }
            }
        }
    }

    /** After a terminate of the whole task, nothing starts until the next operation. */
    private void checkNothingStartedAfterTerminate() {
        for (int i = 0; i < audit.size(); i++) {
            if (audit.get(i).ofTask() && audit.get(i).action().equals("terminate")) {
                var from = audit.get(i).at();
                var to = i + 1 < audit.size() ? audit.get(i + 1).at() : Instant.MAX;
                started(at -> at.isAfter(from) && at.isBefore(to));
            }
        }
    }

    private void started(Predicate<Instant> then) {
        for (var subTask : task.path("subTasks")) {
            for (var attempt : subTask.path("attempts")) {
                // An attempt that was stopped before its start has no start time.
                var start = attempt.path("startedAt").textValue();
                if (start != null && then.test(Instant.parse(start))) {
                    findings.lost(
                            "attempt %s started after a terminate: %s, %s", attempt, task, audit);
                }
            }
        }
    }

    private JsonNode subTask(String step) {
        return StreamSupport.stream(task.path("subTasks").spliterator(), false)
                .filter(subTask -> subTask.path("stepId").asText().equals(step))
                .findFirst()
                .orElseThrow();
    }

    private boolean skipped(JsonNode subTask) {
        return skipped.contains(subTask.path("id").asText());
    }
}
