package dev.obtaskd.api.v2.wire;

import dev.obtaskd.text.LocalizedText;
import java.util.List;

/**
 * A step of a task's graph.
 *
 * @param stage depth in the graph, from 1
 * @param state derived from the step's sub tasks as a task's state is from all sub tasks
 */
public record StepView(
        String id,
        LocalizedText title,
        String kind,
        int stage,
        List<String> needs,
        List<String> hosts,
        RollbackPolicy rollback,
        Allow allow,
        long timeoutMs,
        TaskState state) {

    /**
     * What a rollback of the step does: it is impossible (NONE), it does nothing (NOOP), or it runs
     * something (REAL).
     */
    public enum RollbackPolicy {
        NONE,
        NOOP,
        REAL
    }

    /** Operations that the step allows on its sub tasks. */
    public record Allow(boolean retry, boolean skip, boolean cancel) {}
}
