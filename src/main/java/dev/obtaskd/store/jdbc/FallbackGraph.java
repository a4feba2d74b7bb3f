package dev.obtaskd.store.jdbc;

import dev.obtaskd.task.RestartPolicy;
import dev.obtaskd.task.RollbackPolicy;
import dev.obtaskd.task.SubTask;
import dev.obtaskd.task.TaskGraph;
import dev.obtaskd.task.TaskStep;
import dev.obtaskd.text.LocalizedText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * The graph of a task whose copy of the operation cannot be read. The task can be displayed and
 * ended, but every step that is to run fails.
 */
final class FallbackGraph {

    private static final String KIND = "unknown";
    private static final Duration TIMEOUT = Duration.ofDays(1);

    private FallbackGraph() {}

    /** The steps of the sub tasks in a chain: a failed step blocks all that may depend on it. */
    static TaskGraph of(List<SubTask> subTasks) {
        var ids = new LinkedHashSet<String>();
        subTasks.forEach(subTask -> ids.add(subTask.stepId()));
        var steps = new ArrayList<TaskStep>();
        for (var id : ids) {
            var needs = steps.isEmpty() ? List.<String>of() : List.of(steps.getLast().id());
            // The rollback is unknown too, so it fails as well.
            steps.add(
                    new TaskStep(
                            id,
                            new LocalizedText(id, id),
                            KIND,
                            needs,
                            RollbackPolicy.REAL,
                            TaskStep.Allow.ALL,
                            TIMEOUT,
                            TaskStep.Retries.NONE,
                            RestartPolicy.FAIL));
        }
        return TaskGraph.of(steps);
    }
}
