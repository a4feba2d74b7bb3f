package dev.obtaskd.api.v2.task;

import dev.obtaskd.task.RollbackPolicy;
import dev.obtaskd.task.SubTask;
import dev.obtaskd.task.SubTaskState;
import dev.obtaskd.task.Task;
import dev.obtaskd.task.TaskState;
import dev.obtaskd.task.TaskStep;
import dev.obtaskd.text.LocalizedText;
import java.util.List;

/**
 * One box of a task's graph.
 *
 * @param stage depth in the graph, from 1
 * @param state as a task's, from the step's own sub tasks
 */
public record StepView(
        String id,
        LocalizedText title,
        String kind,
        int stage,
        List<String> needs,
        List<String> hosts,
        RollbackPolicy rollback,
        TaskStep.Allow allow,
        long timeoutMs,
        TaskState state) {

    static StepView of(Task task, TaskStep step) {
        var subTasks = task.of(step.id());
        return new StepView(
                step.id(),
                step.title(),
                step.kind(),
                task.graph().stage(step.id()),
                step.needs(),
                subTasks.stream().map(subTask -> subTask.host().toString()).toList(),
                step.rollback(),
                step.allow(),
                step.timeout().toMillis(),
                state(task, subTasks));
    }

    private static TaskState state(Task task, List<SubTask> subTasks) {
        if (subTasks.stream().allMatch(subTask -> subTask.state().done())) {
            return TaskState.SUCCEEDED;
        }
        if (subTasks.stream().allMatch(subTask -> subTask.state() == SubTaskState.PENDING)
                && !task.abandoned()) {
            return TaskState.PENDING;
        }
        return new Task(
                        task.origin(),
                        task.graph(),
                        subTasks,
                        task.direction(),
                        task.terminating(),
                        task.abandoned(),
                        false,
                        null,
                        null,
                        null,
                        0)
                .state();
    }
}
