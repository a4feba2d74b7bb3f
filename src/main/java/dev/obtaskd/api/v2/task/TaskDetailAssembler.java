package dev.obtaskd.api.v2.task;

import dev.obtaskd.api.v2.http.ResponseContext;
import dev.obtaskd.api.v2.lock.LockViews;
import dev.obtaskd.api.v2.wire.EventViews;
import dev.obtaskd.api.v2.wire.LockView;
import dev.obtaskd.api.v2.wire.TaskDetailView;
import dev.obtaskd.engine.TaskParameters;
import dev.obtaskd.log.LogLine;
import dev.obtaskd.store.StoreReader;
import dev.obtaskd.task.ProgressFocus;
import dev.obtaskd.task.SubTask;
import dev.obtaskd.task.Task;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the details of a task from store and logs. */
@ApplicationScoped
public class TaskDetailAssembler {

    private final StoreReader tasks;
    private final AttemptViews attempts;
    private final TaskParameters parameters;
    private final LastOperations operations;

    TaskDetailAssembler(
            StoreReader tasks,
            AttemptViews attempts,
            TaskParameters parameters,
            LastOperations operations) {
        this.tasks = tasks;
        this.attempts = attempts;
        this.parameters = parameters;
        this.operations = operations;
    }

    /** The details of a task. */
    public TaskDetailView of(Task task, ResponseContext base) {
        var context = operations.of(List.of(task), base);
        return TaskMapper.detail(
                task,
                parameters.masked(task),
                parameters.changes(task),
                attempts.of(task),
                claim(task, context),
                focus(task, context),
                context);
    }

    /**
     * A task with some of its sub tasks.
     *
     * @param rows ids of the sub tasks
     */
    public EventViews.TaskChanged changed(Task task, Set<Long> rows, ResponseContext base) {
        var context = operations.of(List.of(task), base);
        return new EventViews.TaskChanged(
                TaskMapper.view(task, context),
                task.subTasks().stream()
                        .filter(subTask -> rows.contains(subTask.id()))
                        .map(
                                subTask ->
                                        SubTaskMapper.view(
                                                task, subTask, attempts.of(task, subTask), context))
                        .toList(),
                claim(task, context),
                focus(task, context));
    }

    private @Nullable LockView claim(Task task, ResponseContext context) {
        return tasks.holds().stream()
                .filter(hold -> hold.taskId().equals(task.id()))
                .findFirst()
                .map(hold -> LockViews.of(hold, task, context))
                .orElse(null);
    }

    /** The sub task that shows the current progress, with the first error line if it failed. */
    public TaskDetailView.@Nullable FocusView focus(Task task, ResponseContext context) {
        return ProgressFocus.of(task).map(subTask -> focus(task, subTask, context)).orElse(null);
    }

    private TaskDetailView.FocusView focus(Task task, SubTask subTask, ResponseContext context) {
        var line =
                subTask.attempt() == null
                        ? Optional.<LogLine>empty()
                        : attempts.mainLine(task, subTask);
        return new TaskDetailView.FocusView(
                context.id(task, subTask.id()),
                subTask.attemptNo(),
                line.map(LogLine::n).orElse(null),
                line.map(LogLine::text).orElse(null));
    }
}
