package dev.obtaskd.api.v2.task;

import dev.obtaskd.api.v2.http.ResponseContext;
import dev.obtaskd.store.TaskFilter;
import dev.obtaskd.task.Task;
import dev.obtaskd.task.TaskState;
import dev.obtaskd.task.WaitReason;
import dev.obtaskd.task.WaitReasons;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Selects tasks by what they wait for. The store cannot do that: what a task waits for is computed
 * from its sub tasks.
 *
 * @param kinds one of them; empty means any
 * @param longerThanMs only waits that are longer; null for all
 */
record WaitFilter(Set<WaitReason.Kind> kinds, @Nullable Long longerThanMs) {

    /** The states of tasks that can wait: those that go on without a user. */
    private static final Set<TaskState> ACTIVE =
            Arrays.stream(TaskState.values())
                    .filter(state -> !state.terminal() && !state.failed())
                    .collect(Collectors.toUnmodifiableSet());

    WaitFilter {
        kinds = Set.copyOf(kinds);
    }

    /** Whether it selects all tasks, waiting or not. */
    boolean all() {
        return kinds.isEmpty() && longerThanMs == null;
    }

    /** Whether no task can meet both this and the other conditions. */
    boolean excludes(TaskFilter filter) {
        return !filter.states().isEmpty() && states(filter).isEmpty();
    }

    /** The conditions that the store can check: those of a filter, and that the task can wait. */
    TaskFilter narrowed(TaskFilter filter) {
        return filter.withStates(states(filter));
    }

    /**
     * Whether a task is selected.
     *
     * @param context with the last operations on the task
     */
    boolean matches(Task task, ResponseContext context) {
        return WaitReasons.of(task, context.own())
                .filter(wait -> kinds.isEmpty() || kinds.contains(wait.kind()))
                .filter(wait -> longEnough(task, wait, context))
                .isPresent();
    }

    private boolean longEnough(Task task, WaitReason wait, ResponseContext context) {
        return longerThanMs == null
                || Duration.between(context.since(task, wait), context.now()).toMillis()
                        > longerThanMs;
    }

    private static Set<TaskState> states(TaskFilter filter) {
        var states = EnumSet.copyOf(ACTIVE);
        if (!filter.states().isEmpty()) {
            states.retainAll(filter.states());
        }
        return states;
    }
}
