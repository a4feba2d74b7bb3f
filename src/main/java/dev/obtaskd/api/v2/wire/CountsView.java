package dev.obtaskd.api.v2.task;

import dev.obtaskd.task.TaskState;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Arrays;
import java.util.Map;

/**
 * How many tasks are in each state; hidden ones are not counted.
 *
 * @param states all nine, also with 0
 * @param running how many move by themselves
 * @param failed how many wait for a person
 */
@RegisterForReflection(registerFullHierarchy = true)
public record CountsView(Map<TaskState, Long> states, long running, long failed) {

    static CountsView of(Map<TaskState, Long> states) {
        return new CountsView(
                states,
                sum(
                        states,
                        TaskState.PENDING,
                        TaskState.RUNNING,
                        TaskState.TERMINATING,
                        TaskState.ROLLING_BACK),
                sum(states, TaskState.FAILED, TaskState.ROLLBACK_FAILED));
    }

    private static long sum(Map<TaskState, Long> states, TaskState... some) {
        return Arrays.stream(some).mapToLong(state -> states.getOrDefault(state, 0L)).sum();
    }
}
