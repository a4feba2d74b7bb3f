package dev.obtaskd.api.v2.attention;

import dev.obtaskd.exclusion.Hold;
import dev.obtaskd.id.AgentAddress;
import dev.obtaskd.id.TaskId;
import dev.obtaskd.task.Task;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What the causes are computed from.
 *
 * @param tasks unfinished ones
 * @param holds all
 * @param refusals how many submits each task has refused by its claim lately
 * @param operations when a user last operated the tasks
 * @param own whether an address is that of this agent
 */
record UnfinishedTasks(
        List<Task> tasks,
        List<Hold> holds,
        Map<TaskId, Long> refusals,
        Map<TaskId, Instant> operations,
        Predicate<AgentAddress> own,
        Instant now) {

    UnfinishedTasks {
        tasks = List.copyOf(tasks);
        holds = List.copyOf(holds);
        refusals = Map.copyOf(refusals);
        operations = Map.copyOf(operations);
    }
}
