package dev.obtaskd.api.v2.task;

import com.fasterxml.jackson.databind.JsonNode;
import dev.obtaskd.api.v2.http.ResponseContext;
import dev.obtaskd.api.v2.lock.LockViews;
import dev.obtaskd.api.v2.wire.LockView;
import dev.obtaskd.json.ExactNumbers;
import dev.obtaskd.log.LogLine;
import dev.obtaskd.store.StoreReader;
import dev.obtaskd.task.ProgressFocus;
import dev.obtaskd.task.SubTask;
import dev.obtaskd.task.Task;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Gathers everything about a task. */
@ApplicationScoped
public class TaskDetailAssembler {

    private final StoreReader tasks;
    private final AttemptViews attempts;

    TaskDetailAssembler(StoreReader tasks, AttemptViews attempts) {
        this.tasks = tasks;
        this.attempts = attempts;
    }

    public TaskDetailView of(Task task, ResponseContext wording) {
        return TaskDetailView.of(
                task,
                params(task),
                attempts.of(task),
                claim(task, wording),
                focus(task, wording),
                wording);
    }

    /** Secrets are references in parameters, so there is nothing in them to hide. */
    private JsonNode params(Task task) {
        return ExactNumbers.parse(task.origin().params());
    }

    private @Nullable LockView claim(Task task, ResponseContext wording) {
        return tasks.holds().stream()
                .filter(hold -> hold.taskId().equals(task.id()))
                .findFirst()
                .map(hold -> LockViews.of(hold, task, wording))
                .orElse(null);
    }

    private TaskDetailView.@Nullable FocusView focus(Task task, ResponseContext wording) {
        return ProgressFocus.of(task).map(subTask -> focus(task, subTask, wording)).orElse(null);
    }

    private TaskDetailView.FocusView focus(Task task, SubTask subTask, ResponseContext wording) {
        var line =
                subTask.attempt() == null
                        ? Optional.<LogLine>empty()
                        : attempts.telling(task, subTask);
        return new TaskDetailView.FocusView(
                wording.id(task, subTask.id()),
                subTask.attemptNo(),
                line.map(LogLine::n).orElse(null),
                line.map(LogLine::text).orElse(null));
    }
}
