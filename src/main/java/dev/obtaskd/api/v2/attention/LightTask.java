package dev.obtaskd.api.v2.attention;

import dev.obtaskd.task.Attempt;
import dev.obtaskd.task.SubTask;
import dev.obtaskd.task.Task;
import dev.obtaskd.task.TaskDefinition;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tasks without their long texts, which no cause shows: the causes of thousands of tasks must not
 * occupy memory for their parameters and outputs.
 */
final class LightTask {

    private static final String NONE = "{}";

    private LightTask() {}

    static Task of(Task task) {
        return new Task(
                of(task.origin()),
                task.graph(),
                task.subTasks().stream().map(LightTask::of).toList(),
                task.direction(),
                task.terminating(),
                task.abandoned(),
                task.claimStatus(),
                task.lifetime(),
                task.version());
    }

    private static TaskDefinition of(TaskDefinition origin) {
        return new TaskDefinition(
                origin.id(),
                origin.operation(),
                origin.name(),
                origin.claim(),
                origin.releaseOnFailure(),
                origin.target(),
                origin.hosts(),
                NONE,
                NONE,
                origin.sha256(),
                origin.initiator(),
                origin.parentId(),
                origin.hidden(),
                null,
                origin.createdAt());
    }

    private static SubTask of(SubTask subTask) {
        return new SubTask(
                subTask.id(),
                subTask.stepId(),
                subTask.host(),
                subTask.state(),
                subTask.queued(),
                of(subTask.attempt()),
                subTask.toUndo(),
                subTask.autoRetries(),
                subTask.waiting(),
                Map.of(),
                Map.of(),
                subTask.skipped(),
                subTask.cause(),
                subTask.message() == null ? null : ErrorPattern.cut(subTask.message()),
                subTask.lifetime(),
                subTask.version());
    }

    private static @Nullable Attempt of(@Nullable Attempt attempt) {
        return attempt == null
                ? null
                : new Attempt(
                        attempt.no(),
                        attempt.kind(),
                        attempt.trigger(),
                        attempt.lifetime(),
                        attempt.outcome(),
                        attempt.cause(),
                        attempt.exitCode(),
                        attempt.signal(),
                        null,
                        attempt.boot(),
                        attempt.paramsRevision());
    }
}
