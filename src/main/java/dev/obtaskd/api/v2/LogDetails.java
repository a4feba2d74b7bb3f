package dev.obtaskd.api.v2;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.obtaskd.exclusion.Hold;
import dev.obtaskd.log.Attempts;
import dev.obtaskd.log.LogLine;
import dev.obtaskd.log.LogReader;
import dev.obtaskd.store.Tasks;
import dev.obtaskd.task.Attempt;
import dev.obtaskd.task.Focus;
import dev.obtaskd.task.SubTask;
import dev.obtaskd.task.Task;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts together everything that is known of a task: from the store, and from its logs. */
@ApplicationScoped
class LogDetails {

    private final Tasks tasks;
    private final Attempts attempts;
    private final ObjectMapper json;

    LogDetails(Tasks tasks, Attempts attempts, ObjectMapper json) {
        this.tasks = tasks;
        this.attempts = attempts;
        this.json = json;
    }

    /** A task as the answer to who asks for it alone. */
    TaskDetailView of(Task task, Wording wording) throws IOException {
        return TaskDetailView.of(task, params(task), logged(task), claim(task, wording), focus(task, wording), wording);
    }

    private JsonNode params(Task task) throws JsonProcessingException {
        return json.readTree(task.origin().params());
    }

    private Map<Long, List<AttemptView.Logged>> logged(Task task) throws IOException {
        var all = new HashMap<Long, List<AttemptView.Logged>>();
        for (var subTask : task.subTasks()) {
            if (subTask.attempt() != null) {
                var logged = new ArrayList<AttemptView.Logged>();
                for (var attempt : tasks.attempts(subTask.id())) {
                    logged.add(logged(task, subTask, attempt));
                }
                all.put(subTask.id(), logged);
            }
        }
        return all;
    }

    private AttemptView.Logged logged(Task task, SubTask subTask, Attempt attempt) throws IOException {
        return switch (LogPlace.of(attempts, task, subTask, attempt.no())) {
            case LogPlace.There(var directory, _) -> {
                var end = new LogReader(directory).tail(1);
                yield new AttemptView.Logged(attempt, end.totalLines(), end.totalBytes(), false);
            }
            case LogPlace.Expired _ -> new AttemptView.Logged(attempt, 0, 0, true);
            case LogPlace.NotYet _, LogPlace.NoAttempt _ -> new AttemptView.Logged(attempt, 0, 0, false);
        };
    }

    private @Nullable HoldView claim(Task task, Wording wording) {
        return tasks.holds().stream()
                .filter(hold -> hold.taskId() == task.id())
                .findFirst()
                .map((Hold hold) -> HoldView.of(hold, task, wording))
                .orElse(null);
    }

    private TaskDetailView.@Nullable FocusView focus(Task task, Wording wording) throws IOException {
        var focus = Focus.of(task);
        if (focus.isEmpty()) {
            return null;
        }
        var subTask = focus.get();
        var line = errorLine(task, subTask);
        return new TaskDetailView.FocusView(wording.id(task, subTask.id()), subTask.attemptNo(),
                line == null ? null : line.n(), line == null ? null : line.text());
    }

    /** Only where something went wrong: elsewhere there is no error to point at. */
    private @Nullable LogLine errorLine(Task task, SubTask subTask) throws IOException {
        return subTask.cause() != null && LogPlace.of(attempts, task, subTask, 0) instanceof LogPlace.There(var directory, _)
                ? new LogReader(directory).firstErrorLine().orElse(null)
                : null;
    }
}
