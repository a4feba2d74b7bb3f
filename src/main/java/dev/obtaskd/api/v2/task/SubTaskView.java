package dev.obtaskd.api.v2.task;

import dev.obtaskd.api.v2.http.ResponseContext;
import dev.obtaskd.api.v2.wire.AllowedOperationView;
import dev.obtaskd.task.AllowedOperations;
import dev.obtaskd.task.FailureCause;
import dev.obtaskd.task.SkipRecord;
import dev.obtaskd.task.SubTask;
import dev.obtaskd.task.SubTaskState;
import dev.obtaskd.task.Task;
import dev.obtaskd.task.WaitReasons;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One step on one host; {@code attempt} is the latest number, 0 if there was none. */
public record SubTaskView(
        String id,
        String taskId,
        String stepId,
        String host,
        SubTaskState state,
        @Nullable FailureCause cause,
        @Nullable String message,
        int attempt,
        List<AttemptView> attempts,
        Map<String, String> output,
        @Nullable WaitView waiting,
        @Nullable SkipRecord skipped,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable Long durationMs,
        List<AllowedOperationView> operations) {

    /**
     * @param attempts all of the sub task's, the latest last
     */
    static SubTaskView of(
            Task task,
            SubTask subTask,
            List<AttemptView.Logged> attempts,
            ResponseContext wording) {
        return new SubTaskView(
                wording.id(task, subTask.id()),
                wording.id(task, task.id().number()),
                subTask.stepId(),
                subTask.host().toString(),
                subTask.state(),
                subTask.cause(),
                subTask.message(),
                subTask.attemptNo(),
                attempts.stream().map(AttemptView::of).toList(),
                subTask.output(),
                WaitReasons.of(task, subTask, wording.own())
                        .map(wait -> WaitView.of(task, wait, wording))
                        .orElse(null),
                subTask.skipped(),
                subTask.startedAt(),
                subTask.endedAt(),
                wording.durationMs(subTask.startedAt(), subTask.endedAt()),
                wording.operations(AllowedOperations.of(task, subTask)));
    }
}
