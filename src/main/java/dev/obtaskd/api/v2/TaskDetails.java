package dev.obtaskd.api.v2;

import com.fasterxml.jackson.databind.JsonNode;
import dev.obtaskd.json.Numbers;
import dev.obtaskd.log.LogLine;
import dev.obtaskd.store.Tasks;
import dev.obtaskd.task.Focus;
import dev.obtaskd.task.SubTask;
import dev.obtaskd.task.Task;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Gathers everything about a task. */
@ApplicationScoped
class TaskDetails {

    private final Tasks tasks;
    private final TaskAttempts attempts;

    TaskDetails(Tasks tasks, TaskAttempts attempts) {
        this.tasks = tasks;
        this.attempts = attempts;
    }

    TaskDetailView of(Task task, Wording wording) {
        return TaskDetailView.of(task, params(task), attempts.of(task), claim(task, wording), focus(task, wording), wording);
    }

    /** Secrets are references in parameters, so there is nothing in them to hide. */
    private JsonNode params(Task task) {
        return Numbers.parse(task.origin().params());
    }

    private @Nullable HoldView claim(Task task, Wording wording) {
        return tasks.holds().stream()
                .filter(hold -> hold.taskId() == task.id())
                .findFirst()
                .map(hold -> TaskHolders.of(hold, task, wording))
                .orElse(null);
    }

    private TaskDetailView.@Nullable FocusView focus(Task task, Wording wording) {
        return Focus.of(task).map(subTask -> focus(task, subTask, wording)).orElse(null);
    }

    private TaskDetailView.FocusView focus(Task task, SubTask subTask, Wording wording) {
        var line = subTask.attempt() == null ? Optional.<LogLine>empty() : attempts.telling(task, subTask);
        return new TaskDetailView.FocusView(wording.id(task, subTask.id()), subTask.attemptNo(),
                line.map(LogLine::n).orElse(null), line.map(LogLine::text).orElse(null));
    }
}
