package dev.obtaskd.store;

import dev.obtaskd.task.Graph;
import dev.obtaskd.task.OnRestart;
import dev.obtaskd.task.Rollback;
import dev.obtaskd.task.Step;
import dev.obtaskd.task.SubTask;
import dev.obtaskd.task.Text;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * The graph of a task whose copy of the operation cannot be read. The task can be shown and ended, but no step of
 * it can run: each one that is to run fails.
 */
final class LostGraph {

    private static final String KIND = "unknown";
    private static final Duration TIMEOUT = Duration.ofDays(1);

    private LostGraph() {}

    /** The steps that the sub tasks name, one after another: what failed holds up what may need it. */
    static Graph of(List<SubTask> subTasks) {
        var ids = new LinkedHashSet<String>();
        subTasks.forEach(subTask -> ids.add(subTask.stepId()));
        var steps = new ArrayList<Step>();
        for (var id : ids) {
            var needs = steps.isEmpty() ? List.<String>of() : List.of(steps.getLast().id());
            // What a rollback would have to do is not known either, so it fails as well.
            steps.add(new Step(id, new Text(id, id), KIND, needs, Rollback.REAL, Step.Allow.ALL, TIMEOUT, Step.Retries.NONE,
                    OnRestart.FAIL));
        }
        return Graph.of(steps);
    }
}
