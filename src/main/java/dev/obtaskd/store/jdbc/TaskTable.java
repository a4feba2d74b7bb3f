package dev.obtaskd.store.jdbc;

import dev.obtaskd.id.TaskId;
import dev.obtaskd.store.ConcurrentUpdateException;
import dev.obtaskd.task.SubTask;
import dev.obtaskd.task.Task;

/** Inserts and compare-and-set changes of tasks on the writer's connection. */
final class TaskTable {

    private static final String INSERT_TASK =
            StatementCache.insert(
                    "task",
                    """
                    id, operation, name_en, name_zh, scope, maintenance, claim_key, agent, release_on_failure, target_type,
                    target_name, hosts, params, sha256, initiator, source, parent_id, hidden, reason, created_at, state,
                    direction, terminating, abandoned, claim_held, claim_released_at, started_at, ended_at, version\
                    """);

    private static final String INSERT_SUB_TASK =
            StatementCache.insert(
                    "sub_task",
                    """
                    id, task_id, position, step_id, host, state, queued_kind, queued_trigger, queued_resting, attempt_no,
                    attempt_kind, attempt_trigger, attempt_started_at, attempt_ended_at, attempt_outcome, attempt_cause,
                    exit_code, signal, attempt_message, attempt_boot, to_undo, auto_retries, waiting_reason, waiting_text, waiting_since,
                    waiting_until, output, written, skipped_by, skipped_at, skipped_reason, cause, message, started_at, ended_at,
                    version\
                    """);

    private static final String INSERT_ATTEMPT =
            StatementCache.insert(
                    "attempt",
                    """
                    sub_task_id, attempt_no, attempt_kind, attempt_trigger, started_at, ended_at, outcome, cause, exit_code,
                    signal, message, boot\
                    """);

    private static final String UPDATE_TASK =
            """
            update task set state = ?, direction = ?, terminating = ?, abandoned = ?, claim_held = ?,
              claim_released_at = ?, started_at = ?, ended_at = ?, version = ?
            where id = ? and version = ?\
            """;

    private static final String UPDATE_SUB_TASK =
            """
            update sub_task set state = ?, queued_kind = ?, queued_trigger = ?, queued_resting = ?, attempt_no = ?,
              attempt_kind = ?, attempt_trigger = ?, attempt_started_at = ?, attempt_ended_at = ?,
              attempt_outcome = ?, attempt_cause = ?, exit_code = ?, signal = ?, attempt_message = ?, attempt_boot = ?, to_undo = ?,
              auto_retries = ?, waiting_reason = ?, waiting_text = ?, waiting_since = ?, waiting_until = ?,
              output = ?, written = ?, skipped_by = ?, skipped_at = ?, skipped_reason = ?, cause = ?, message = ?,
              started_at = ?, ended_at = ?, version = ?
            where id = ? and version = ?\
            """;

    private final StatementCache sql;

    TaskTable(StatementCache sql) {
        this.sql = sql;
    }

    void insert(Task task) {
        insert(TaskRow.of(task));
        int position = 0;
        for (var subTask : task.subTasks()) {
            insert(SubTaskRow.of(task.id().number(), position++, subTask));
        }
    }

    /** Returns whether the document was not there yet. */
    boolean insertDocument(String sha256, String document) {
        var known =
                sql.query("select 1 from document where sha256 = ?", row -> row.getInt(1), sha256);
        return known.isEmpty()
                && sql.update("insert into document (sha256, body) values (?, ?)", sha256, document)
                        == 1;
    }

    void update(Task before, Task after) {
        require(
                after.id().equals(before.id()) && after.version() == before.version() + 1,
                "task",
                after.id());
        won(
                sql.update(
                        UPDATE_TASK,
                        after.state(),
                        after.direction(),
                        after.terminating(),
                        after.abandoned(),
                        after.claimHeld(),
                        after.claimReleasedAt(),
                        after.startedAt(),
                        after.endedAt(),
                        after.version(),
                        after.id().number(),
                        before.version()),
                after.id());
        for (var subTask : after.subTasks()) {
            var old = before.subTask(subTask.id());
            if (!subTask.equals(old)) {
                update(after.id(), old, subTask);
            }
        }
    }

    private void update(TaskId taskId, SubTask before, SubTask after) {
        require(after.version() == before.version() + 1, "sub task", after.id());
        var row = SubTaskRow.of(taskId.number(), 0, after);
        won(
                sql.update(
                        UPDATE_SUB_TASK,
                        row.state,
                        row.queuedKind,
                        row.queuedTrigger,
                        row.queuedResting,
                        row.attemptNo,
                        row.attemptKind,
                        row.attemptTrigger,
                        row.attemptStartedAt,
                        row.attemptEndedAt,
                        row.attemptOutcome,
                        row.attemptCause,
                        row.exitCode,
                        row.signal,
                        row.attemptMessage,
                        row.attemptBoot,
                        row.toUndo,
                        row.autoRetries,
                        row.waitingReason,
                        row.waitingText,
                        row.waitingSince,
                        row.waitingUntil,
                        row.output,
                        row.written,
                        row.skippedBy,
                        row.skippedAt,
                        row.skippedReason,
                        row.cause,
                        row.message,
                        row.startedAt,
                        row.endedAt,
                        row.version,
                        after.id(),
                        before.version()),
                taskId);
        if (before.attempt() != null && after.attemptNo() > before.attemptNo()) {
            insert(AttemptRow.of(after.id(), before.attempt()));
        }
    }

    private void insert(TaskRow row) {
        sql.update(
                INSERT_TASK,
                row.id,
                row.operation,
                row.nameEn,
                row.nameZh,
                row.scope,
                row.maintenance,
                row.claimKey,
                row.agent,
                row.releaseOnFailure,
                row.targetType,
                row.targetName,
                row.hosts,
                row.params,
                row.sha256,
                row.initiator,
                row.source,
                row.parentId,
                row.hidden,
                row.reason,
                row.createdAt,
                row.state,
                row.direction,
                row.terminating,
                row.abandoned,
                row.claimHeld,
                row.claimReleasedAt,
                row.startedAt,
                row.endedAt,
                row.version);
    }

    private void insert(SubTaskRow row) {
        sql.update(
                INSERT_SUB_TASK,
                row.id,
                row.taskId,
                row.position,
                row.stepId,
                row.host,
                row.state,
                row.queuedKind,
                row.queuedTrigger,
                row.queuedResting,
                row.attemptNo,
                row.attemptKind,
                row.attemptTrigger,
                row.attemptStartedAt,
                row.attemptEndedAt,
                row.attemptOutcome,
                row.attemptCause,
                row.exitCode,
                row.signal,
                row.attemptMessage,
                row.attemptBoot,
                row.toUndo,
                row.autoRetries,
                row.waitingReason,
                row.waitingText,
                row.waitingSince,
                row.waitingUntil,
                row.output,
                row.written,
                row.skippedBy,
                row.skippedAt,
                row.skippedReason,
                row.cause,
                row.message,
                row.startedAt,
                row.endedAt,
                row.version);
    }

    private void insert(AttemptRow row) {
        sql.update(
                INSERT_ATTEMPT,
                row.subTaskId,
                row.attemptNo,
                row.attemptKind,
                row.attemptTrigger,
                row.startedAt,
                row.endedAt,
                row.outcome,
                row.cause,
                row.exitCode,
                row.signal,
                row.message,
                row.boot);
    }

    private static void won(int changed, TaskId taskId) {
        if (changed == 0) {
            throw new ConcurrentUpdateException(taskId);
        }
    }

    private static void require(boolean next, String what, Object id) {
        if (!next) {
            throw new IllegalArgumentException(
                    "the change of " + what + " " + id + " does not raise its version by one");
        }
    }
}
