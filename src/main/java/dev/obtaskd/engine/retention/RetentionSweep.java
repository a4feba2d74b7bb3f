package dev.obtaskd.engine.retention;

import dev.obtaskd.id.TaskId;
import dev.obtaskd.log.DayDirectory;
import dev.obtaskd.log.TaskDirectories;
import dev.obtaskd.log.TaskDirectory;
import dev.obtaskd.step.StepContext;
import dev.obtaskd.store.RetiredTask;
import dev.obtaskd.store.StoreReader;
import dev.obtaskd.store.TaskStore;
import dev.obtaskd.task.AttemptResult;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One pass over everything that may be too old, in batches small enough not to delay other writes.
 * Rows go before directories: the next pass finds a directory without a row.
 */
final class RetentionSweep {

    static final int BATCH = 50;

    /** Audit entries are smaller than tasks, and there are more of them. */
    private static final int AUDIT_BATCH = 500;

    private final TaskStore writer;
    private final StoreReader tasks;
    private final TaskDirectories attempts;
    private final RetentionLimits limits;
    private final Instant now;
    private final StepContext context;
    private int deletedTasks;
    private int deletedLogs;
    private int deletedIdempotencyRecords;
    private int deletedAuditEntries;

    RetentionSweep(
            TaskStore writer,
            StoreReader tasks,
            TaskDirectories attempts,
            RetentionLimits limits,
            Instant now,
            StepContext context) {
        this.writer = writer;
        this.tasks = tasks;
        this.attempts = attempts;
        this.limits = limits;
        this.now = now;
        this.context = context;
    }

    AttemptResult run() throws IOException {
        deleteTasks();
        deleteLogs();
        deleteExcessLogs();
        deleteIdempotencyRecords();
        deleteAudit();
        var sum =
                "%d tasks, logs and files of %d others, %d idempotency records and %d audit entries deleted"
                        .formatted(
                                deletedTasks,
                                deletedLogs,
                                deletedIdempotencyRecords,
                                deletedAuditEntries);
        context.log().system(sum);
        return stopped()
                ? new AttemptResult.Stopped("stopped after " + sum, null, null)
                : new AttemptResult.Succeeded(
                        Map.of("tasks", "" + deletedTasks, "logs", "" + deletedLogs), null);
    }

    private void deleteTasks() {
        var full = true;
        while (full && !stopped()) {
            var old = writer.write(tx -> tx.deleteFinished(limits.tasks(), BATCH));
            old.forEach(task -> deleted(task.id(), attempts.of(task.id(), task.createdAt())));
            deletedTasks += old.size();
            log(
                    "tasks that ended before " + limits.tasks(),
                    old.stream().map(RetiredTask::id).toList());
            full = old.size() == BATCH;
        }
    }

    private void deleteLogs() throws IOException {
        for (var day : attempts.daysUpTo(limits.logs())) {
            var ids = day.taskIds();
            for (int from = 0; from < ids.size() && !stopped(); from += BATCH) {
                deleteLogs(day, ids.subList(from, Math.min(from + BATCH, ids.size())));
            }
            day.deleteIfEmpty();
        }
    }

    private void deleteLogs(DayDirectory day, List<TaskId> ids) {
        var ends = tasks.ends(ids);
        var gone = new ArrayList<TaskId>();
        for (var id : ids) {
            var goes = ends.containsKey(id) ? expired(ends.get(id)) : leftOver(day);
            if (goes && deleted(id, day.of(id))) {
                gone.add(id);
            }
        }
        deletedLogs += gone.size();
        log("logs and files of tasks that ended before " + limits.logs(), gone);
    }

    private void deleteExcessLogs() throws IOException {
        var gone = new ArrayList<TaskId>();
        for (var excess : new LogSpace(attempts, tasks, BATCH).excess(now, limits.logBytes())) {
            if (stopped()) {
                break;
            }
            if (deleted(excess.id(), excess.directory())) {
                gone.add(excess.id());
            }
        }
        deletedLogs += gone.size();
        log("logs and files beyond " + limits.logBytes() + " bytes", gone);
    }

    private void deleteIdempotencyRecords() {
        var full = true;
        while (full && !stopped()) {
            int gone =
                    writer.write(
                            tx -> tx.deleteIdempotencyRecords(limits.idempotencyRecords(), BATCH));
            deletedIdempotencyRecords += gone;
            full = gone == BATCH;
        }
    }

    private void deleteAudit() {
        var full = true;
        while (full && !stopped()) {
            int deleted = writer.write(tx -> tx.deleteAudit(limits.audit(), AUDIT_BATCH));
            deletedAuditEntries += deleted;
            full = deleted == AUDIT_BATCH;
        }
    }

    private boolean expired(Optional<Instant> end) {
        return end.isPresent() && end.get().isBefore(limits.logs());
    }

    /** The task's rows are gone; its age is not known better than by the day. */
    private boolean leftOver(DayDirectory day) {
        return !day.end().isAfter(limits.logs());
    }

    private boolean deleted(TaskId taskId, TaskDirectory directory) {
        try {
            directory.delete();
            return true;
        } catch (IOException stays) {
            context.log().system("the directory of task " + taskId + " stays for now: " + stays);
            return false;
        }
    }

    private void log(String what, List<TaskId> ids) {
        if (!ids.isEmpty()) {
            context.log()
                    .system(
                            "deleted "
                                    + what
                                    + ": "
                                    + ids.stream()
                                            .map(String::valueOf)
                                            .collect(Collectors.joining(", ")));
        }
    }

    private boolean stopped() {
        return context.detached() || context.cancellation().requested();
    }
}
