package dev.obtaskd.api.v2.task;

import dev.obtaskd.api.v2.http.ResponseContext;
import dev.obtaskd.api.v2.http.WireEnums;
import dev.obtaskd.api.v2.wire.AttemptView;
import dev.obtaskd.api.v2.wire.FailureCause;
import dev.obtaskd.api.v2.wire.SubTaskView;
import dev.obtaskd.api.v2.wire.WaitView;
import dev.obtaskd.task.AllowedOperations;
import dev.obtaskd.task.SubTask;
import dev.obtaskd.task.SubTask.SkipRecord;
import dev.obtaskd.task.SubTaskState;
import dev.obtaskd.task.Task;
import dev.obtaskd.task.WaitReason;
import dev.obtaskd.task.WaitReasons;
import dev.obtaskd.text.Messages;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Maps sub tasks and their attempts to the wire format. */
final class SubTaskMapper {

    private static final Messages MESSAGES = Messages.of("api");
    private static final int MAX_PIDS = 20;

    private SubTaskMapper() {}

    /**
     * @param attempts all of the sub task, the latest last
     */
    static SubTaskView view(
            Task task, SubTask subTask, List<LoggedAttempt> attempts, ResponseContext context) {
        return new SubTaskView(
                context.id(task, subTask.id()),
                context.id(task, task.id().number()),
                subTask.stepId(),
                subTask.host().toString(),
                WireEnums.of(SubTaskView.SubTaskState.class, subTask.state()),
                WireEnums.ofNullable(FailureCause.class, subTask.cause()),
                message(subTask, attempts, context),
                subTask.attemptNo(),
                attempts.stream().map(SubTaskMapper::attempt).toList(),
                subTask.output(),
                WaitReasons.of(task, subTask, context.own())
                        .map(wait -> waiting(task, wait, context))
                        .orElse(null),
                skipped(subTask.skipped()),
                subTask.startedAt(),
                subTask.endedAt(),
                context.durationMs(subTask.startedAt(), subTask.endedAt()),
                context.operations(AllowedOperations.of(task, subTask)));
    }

    /** What ended it last or, while it is being stopped, which processes still live. */
    private static @Nullable String message(
            SubTask subTask, List<LoggedAttempt> attempts, ResponseContext context) {
        if (subTask.state() != SubTaskState.CANCELING || attempts.isEmpty()) {
            return subTask.message();
        }
        var pids = attempts.getLast().stopping();
        if (pids.isEmpty()) {
            return subTask.message();
        }
        var shown =
                pids.stream()
                        .limit(MAX_PIDS)
                        .map(String::valueOf)
                        .collect(Collectors.joining(", "));
        return context.language()
                .say(
                        MESSAGES.text(
                                "subtask.stopping",
                                pids.size(),
                                pids.size() > MAX_PIDS ? shown + ", …" : shown));
    }

    static WaitView waiting(Task task, WaitReason wait, ResponseContext context) {
        return new WaitView(
                WireEnums.of(WaitView.Kind.class, wait.kind()),
                context.language().say(wait.text()),
                context.since(task, wait),
                wait.until(),
                wait.subTaskIds().stream().map(row -> context.id(task, row)).toList(),
                null);
    }

    private static AttemptView attempt(LoggedAttempt logged) {
        var attempt = logged.attempt();
        return new AttemptView(
                attempt.no(),
                WireEnums.of(AttemptView.AttemptKind.class, attempt.kind()),
                WireEnums.of(AttemptView.AttemptTrigger.class, attempt.trigger()),
                attempt.startedAt(),
                attempt.endedAt(),
                WireEnums.ofNullable(AttemptView.Outcome.class, attempt.outcome()),
                WireEnums.ofNullable(FailureCause.class, attempt.cause()),
                attempt.exitCode(),
                attempt.signal(),
                attempt.message(),
                logged.lines(),
                logged.bytes(),
                logged.expired(),
                attempt.paramsRevision());
    }

    private static SubTaskView.@Nullable SkipRecord skipped(@Nullable SkipRecord skipped) {
        return skipped == null
                ? null
                : new SubTaskView.SkipRecord(skipped.by(), skipped.at(), skipped.reason());
    }
}
