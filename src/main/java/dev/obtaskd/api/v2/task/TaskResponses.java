package dev.obtaskd.api.v2.task;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.obtaskd.api.v2.http.ChangeResponse;
import dev.obtaskd.api.v2.http.ResponseContext;
import dev.obtaskd.task.Attempt;
import dev.obtaskd.task.Task;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Builds the responses to accepted changes of tasks and sub tasks. */
@ApplicationScoped
public class TaskResponses {

    private final ObjectMapper json;
    private final AttemptViews attempts;

    TaskResponses(ObjectMapper json, AttemptViews attempts) {
        this.json = json;
        this.attempts = attempts;
    }

    /** To the creation of a task. */
    ChangeResponse created(Task task, ResponseContext context) {
        var location = "/api/v2/tasks/" + context.id(task, task.id().number());
        return new ChangeResponse(
                201, text(TaskMapper.view(task, operated(task, context))), location, etag(task));
    }

    /** To an operation on a task. */
    ChangeResponse accepted(Task task, ResponseContext context) {
        return accepted(TaskMapper.view(task, operated(task, context)), task);
    }

    /**
     * To an operation on a sub task. Its log files are read now: the response itself is built on
     * the store's writing thread, which must not wait for files.
     *
     * @param before the sub task before the operation
     */
    Function<Task, ChangeResponse> accepted(TaskIds.Found before, ResponseContext context) {
        var earlier = attempts.of(before.task(), before.task().subTask(before.subTaskId()));
        return task -> {
            var subTask = task.subTask(before.subTaskId());
            var all = subTask.attempt() == null ? earlier : joined(earlier, subTask.attempt());
            return accepted(SubTaskMapper.view(task, subTask, all, operated(task, context)), task);
        };
    }

    /** A record of the wire format as JSON. */
    public String text(Object view) {
        try {
            return json.writeValueAsString(view);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write " + view.getClass(), e);
        }
    }

    /** The entity tag of a task: its version. */
    static String etag(Task task) {
        return "\"" + task.version() + "\"";
    }

    /** The request is the last operation on the task. */
    private static ResponseContext operated(Task task, ResponseContext context) {
        return context.with(Map.of(task.id(), context.now()));
    }

    private ChangeResponse accepted(Object view, Task task) {
        return new ChangeResponse(202, text(view), null, etag(task));
    }

    /** Adds the latest attempt, which may be in {@code earlier} in an older state. */
    private static List<LoggedAttempt> joined(List<LoggedAttempt> earlier, Attempt latest) {
        var all = new ArrayList<LoggedAttempt>();
        var last = new LoggedAttempt(latest, 0, 0, false);
        for (var known : earlier) {
            if (known.attempt().no() < latest.no()) {
                all.add(known);
            } else if (known.attempt().no() == latest.no()) {
                last =
                        new LoggedAttempt(
                                latest,
                                known.lines(),
                                known.bytes(),
                                known.expired(),
                                known.stopping());
            }
        }
        all.add(last);
        return all;
    }
}
