package dev.obtaskd.task;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/**
 * What would come of a task if everything from here on went well.
 *
 * @param runs the sub tasks that would run, in order
 * @param undoes the sub tasks that would be undone, in order
 */
public record DryRun(List<Long> runs, List<Long> undoes) {

    /** Plays a task to its end without doing anything. */
    public static DryRun of(Task task, Instant now) {
        var runs = new LinkedHashSet<Long>();
        var undoes = new LinkedHashSet<Long>();
        var current = task;
        while (current.subTasks().stream()
                .anyMatch(subTask -> subTask.state() == SubTaskState.READY)) {
            var next =
                    current.subTasks().stream()
                            .filter(subTask -> subTask.state() == SubTaskState.READY)
                            .findFirst()
                            .orElseThrow();
            (requireNonNull(next.queued()).kind() == AttemptKind.RUN ? runs : undoes)
                    .add(next.id());
            current = succeed(current, next, now);
        }
        for (var subTask : current.subTasks()) {
            if (subTask.state() == SubTaskState.ROLLED_BACK
                    && task.subTask(subTask.id()).state() != SubTaskState.ROLLED_BACK) {
                undoes.add(subTask.id());
            }
        }
        return new DryRun(List.copyOf(runs), List.copyOf(undoes));
    }

    private static Task succeed(Task task, SubTask ready, Instant now) {
        var started = TaskTransitions.start(task, ready.id(), now, null);
        var attempt = started.subTask(ready.id()).attemptNo();
        var done = new AttemptResult.Succeeded(Map.of(), null);
        return TaskTransitions.endAttempt(started, ready.id(), attempt, done, now).orElseThrow();
    }
}
