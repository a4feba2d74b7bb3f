package dev.obtaskd.store.jdbc;

import dev.obtaskd.task.TaskState;
import java.util.Arrays;
import java.util.List;

/** Names of states in the database. */
final class TaskStateNames {

    /** The states of tasks that can still change or hold a claim. */
    static final List<String> UNFINISHED =
            Arrays.stream(TaskState.values())
                    .filter(state -> !state.terminal())
                    .map(Enum::name)
                    .toList();

    private TaskStateNames() {}
}
