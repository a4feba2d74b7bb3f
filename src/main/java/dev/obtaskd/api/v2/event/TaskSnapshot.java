package dev.obtaskd.api.v2.event;

import dev.obtaskd.id.AgentAddress;
import dev.obtaskd.task.AllowedOperation;
import dev.obtaskd.task.AllowedOperations;
import dev.obtaskd.task.Task;
import dev.obtaskd.task.WaitReason;
import dev.obtaskd.task.WaitReasons;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What is shown of the sub tasks of a task at one moment. A change of one sub task can change what
 * another one waits for and which of its operations are allowed.
 *
 * @param subTasks by row id
 */
record TaskSnapshot(Map<Long, Shown> subTasks) {

    /** A task that is not known yet. */
    static final TaskSnapshot NONE = new TaskSnapshot(Map.of());

    /** What is shown of a sub task. */
    record Shown(long version, List<AllowedOperation> operations, Optional<WaitReason> waiting) {}

    static TaskSnapshot of(Task task, Predicate<AgentAddress> own) {
        var shown = new HashMap<Long, Shown>();
        for (var subTask : task.subTasks()) {
            shown.put(
                    subTask.id(),
                    new Shown(
                            subTask.version(),
                            AllowedOperations.of(task, subTask),
                            WaitReasons.of(task, subTask, own)));
        }
        return new TaskSnapshot(shown);
    }

    /** Row ids of the sub tasks that are shown differently than in an earlier snapshot. */
    Set<Long> since(TaskSnapshot earlier) {
        return subTasks.entrySet().stream()
                .filter(entry -> !entry.getValue().equals(earlier.subTasks.get(entry.getKey())))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }
}
