package dev.obtaskd.api.v2.attention;

import dev.obtaskd.task.Task;
import java.time.Instant;
import java.util.List;

/**
 * A cause with its tasks.
 *
 * @param since the earliest time of its tasks
 * @param tasks at least one; the owner of a claim first, the others by the time since when they
 *     need a user
 * @param refused submits that the claim refused
 */
record Cause(CauseSubject subject, Instant since, List<Task> tasks, long refused) {

    Cause {
        tasks = List.copyOf(tasks);
    }
}
