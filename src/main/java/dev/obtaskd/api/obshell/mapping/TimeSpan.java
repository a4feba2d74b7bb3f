package dev.obtaskd.api.obshell.mapping;

import dev.obtaskd.api.obshell.mapping.DagState.Operator;
import dev.obtaskd.task.AttemptTrigger;
import dev.obtaskd.task.Direction;
import dev.obtaskd.task.SubTask;
import dev.obtaskd.task.SubTaskState;
import dev.obtaskd.task.Task;
import dev.obtaskd.task.TaskStep;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Start and end in obshell's terms, never null. Before an event its time is the creation of the
 * task; after an operator has reset it, the time is the beginning of 1970.
 */
public record TimeSpan(Instant start, Instant end) {

    /** Time span of a dag. */
    public static TimeSpan of(Task task) {
        var created = task.origin().createdAt();
        return new TimeSpan(
                or(task.startedAt(), created),
                or(task.endedAt(), operated(task) ? Instant.EPOCH : created));
    }

    /** Time span of a node. While it is running, start and end are the same. */
    public static TimeSpan of(Task task, TaskStep step) {
        var phase = DagStateMapper.of(task, step);
        var subTasks = task.subTasksOf(step.id());
        var created = task.origin().createdAt();
        return switch (phase.state()) {
            case PENDING, READY -> both(phase.operator() == Operator.RUN ? created : Instant.EPOCH);
            case RUNNING ->
                    both(
                            or(
                                    earliest(
                                            subTasks.stream()
                                                    .filter(one -> one.queued() == null)
                                                    .toList()),
                                    phase.operator() == Operator.RUN ? created : Instant.EPOCH));
            case FAILED, SUCCEED ->
                    new TimeSpan(
                            or(earliest(subTasks), created),
                            subTasks.stream()
                                    .map(one -> of(task, one).end())
                                    .max(Comparator.naturalOrder())
                                    .orElse(created));
        };
    }

    /** Time span of a sub task. While it is running, its end is that of the previous attempt. */
    public static TimeSpan of(Task task, SubTask subTask) {
        var created = task.origin().createdAt();
        var passed =
                task.abandoned() && DagStateMapper.of(task, subTask).operator() == Operator.PASS;
        return new TimeSpan(
                or(start(subTask), created), or(passed ? task.endedAt() : end(subTask), created));
    }

    private static TimeSpan both(Instant instant) {
        return new TimeSpan(instant, instant);
    }

    private static @Nullable Instant earliest(List<SubTask> subTasks) {
        return subTasks.stream()
                .map(TimeSpan::start)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    private static @Nullable Instant start(SubTask subTask) {
        var attempt = subTask.attempt();
        return attempt != null && attempt.startedAt() != null
                ? attempt.startedAt()
                : subTask.startedAt();
    }

    private static @Nullable Instant end(SubTask subTask) {
        return subTask.endedAt() != null || subTask.attempt() == null
                ? subTask.endedAt()
                : subTask.attempt().endedAt();
    }

    /** Whether an operator has resumed the dag. */
    private static boolean operated(Task task) {
        return task.direction() == Direction.BACKWARD
                || task.terminating()
                || task.subTasks().stream().anyMatch(TimeSpan::operated);
    }

    private static boolean operated(SubTask subTask) {
        var skipped =
                subTask.state() == SubTaskState.SKIPPED
                        && subTask.skipped() != null
                        && subTask.skipped().by() != null;
        return skipped
                || (subTask.queued() != null && operators(subTask.queued().trigger()))
                || (subTask.attempt() != null && operators(subTask.attempt().trigger()));
    }

    private static boolean operators(AttemptTrigger trigger) {
        return trigger == AttemptTrigger.RETRY || trigger == AttemptTrigger.ROLLBACK;
    }

    private static Instant or(@Nullable Instant instant, Instant otherwise) {
        return instant == null ? otherwise : instant;
    }
}
