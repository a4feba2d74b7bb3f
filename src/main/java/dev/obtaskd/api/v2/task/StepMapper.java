package dev.obtaskd.api.v2.task;

import dev.obtaskd.api.v2.http.StepPolicyMapper;
import dev.obtaskd.api.v2.http.WireEnums;
import dev.obtaskd.api.v2.wire.StepView;
import dev.obtaskd.task.ClaimStatus;
import dev.obtaskd.task.Lifetime;
import dev.obtaskd.task.SubTask;
import dev.obtaskd.task.SubTaskState;
import dev.obtaskd.task.Task;
import dev.obtaskd.task.TaskState;
import dev.obtaskd.task.TaskStep;
import java.util.List;

/** Maps steps of tasks to the wire format. */
final class StepMapper {

    private StepMapper() {}

    static StepView view(Task task, TaskStep step) {
        var subTasks = task.subTasksOf(step.id());
        return view(
                step,
                task.graph().stage(step.id()),
                subTasks.stream().map(subTask -> subTask.host().toString()).toList(),
                state(task, subTasks));
    }

    static StepView view(TaskStep step, int stage, List<String> hosts, TaskState state) {
        return new StepView(
                step.id(),
                step.title(),
                step.kind(),
                stage,
                step.needs(),
                hosts,
                StepPolicyMapper.rollback(step),
                StepPolicyMapper.allow(step),
                step.timeout().toMillis(),
                WireEnums.of(dev.obtaskd.api.v2.wire.TaskState.class, state));
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
                        ClaimStatus.NONE,
                        Lifetime.NOT_STARTED,
                        0)
                .state();
    }
}
