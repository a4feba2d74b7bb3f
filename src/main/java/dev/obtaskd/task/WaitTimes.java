package dev.obtaskd.task;

import java.time.Instant;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Since when a sub task waits, computed from the stored times of its task. An operation of a user
 * is not among them; {@link WaitReason#sinceOperation} takes it into account.
 */
final class WaitTimes {

    private WaitTimes() {}

    /**
     * Since when a READY sub task can start: the latest end of the sub tasks that had to end before
     * it and of its own previous attempt, including the delay before an automatic retry; otherwise
     * the creation of the task.
     */
    static Instant ready(Task task, SubTask subTask) {
        return latest(
                task, Stream.concat(predecessors(task, subTask), previousAttempt(task, subTask)));
    }

    /**
     * Since when a PENDING sub task waits for the rest of its upstream: the latest end of a needed
     * sub task that is done; otherwise the creation of the task.
     */
    static Instant upstream(Task task, SubTask subTask) {
        return latest(task, needed(task, subTask).map(WaitTimes::end));
    }

    /** Since when a task lets its running sub tasks end: the first end of one that has failed. */
    static Instant drain(Task task) {
        return task.subTasks().stream()
                .filter(subTask -> subTask.state().failed())
                .map(SubTask::endedAt)
                .filter(Objects::nonNull)
                .min(Instant::compareTo)
                .orElse(task.origin().createdAt());
    }

    private static Stream<@Nullable Instant> predecessors(Task task, SubTask subTask) {
        var before =
                task.direction() == Direction.FORWARD
                        ? needed(task, subTask)
                        : task.subTasks().stream()
                                .filter(
                                        other ->
                                                task.stepOf(other)
                                                        .needs()
                                                        .contains(subTask.stepId()));
        return before.map(WaitTimes::end);
    }

    private static Stream<SubTask> needed(Task task, SubTask subTask) {
        return task.stepOf(subTask).needs().stream()
                .flatMap(step -> task.subTasksOf(step).stream());
    }

    private static Stream<@Nullable Instant> previousAttempt(Task task, SubTask subTask) {
        var attempt = subTask.attempt();
        if (attempt == null || attempt.endedAt() == null) {
            return Stream.empty();
        }
        var queued = subTask.queued();
        return Stream.of(
                queued != null && queued.trigger() == AttemptTrigger.AUTO
                        ? attempt.endedAt()
                                .plus(
                                        task.stepOf(subTask)
                                                .retries()
                                                .delayBefore(subTask.autoRetries() + 1))
                        : attempt.endedAt());
    }

    private static @Nullable Instant end(SubTask subTask) {
        return subTask.endedAt();
    }

    private static Instant latest(Task task, Stream<@Nullable Instant> times) {
        return times.filter(Objects::nonNull)
                .reduce(
                        task.origin().createdAt(),
                        (one, other) -> other.isAfter(one) ? other : one);
    }
}
