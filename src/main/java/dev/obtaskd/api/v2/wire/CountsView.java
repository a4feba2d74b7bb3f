package dev.obtaskd.api.v2.wire;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Map;

/**
 * Number of tasks in each state; hidden tasks are not counted.
 *
 * @param states every state, also those without a task
 * @param running tasks that change state without an operation of a user
 * @param failed tasks that wait for an operation of a user
 */
@RegisterForReflection(registerFullHierarchy = true)
public record CountsView(Map<TaskState, Long> states, long running, long failed) {}
