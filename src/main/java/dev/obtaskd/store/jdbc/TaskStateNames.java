package dev.obtaskd.store.jdbc;

import dev.obtaskd.task.TaskState;
import java.util.Arrays;
import java.util.List;

/** States as the database calls them. */
final class TaskStateNames {

    /** The states of tasks that may still move, or still hold a claim. */
    static final List<String> UNFINISHED =
            Arrays.stream(TaskState.values())
                    .filter(state -> !state.terminal())
                    .map(Enum::name)
                    .toList();

    private TaskStateNames() {}
}
