package dev.obtaskd.api.v2.task;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.obtaskd.api.v2.http.ResponseContext;
import dev.obtaskd.api.v2.http.TaskResponse;
import dev.obtaskd.task.Task;
import jakarta.enterprise.context.ApplicationScoped;

/** Words what was accepted. */
@ApplicationScoped
public class TaskResponses {

    private final ObjectMapper json;

    TaskResponses(ObjectMapper json) {
        this.json = json;
    }

    /** A new task. */
    TaskResponse created(Task task, ResponseContext wording) {
        var location = "/api/v2/tasks/" + wording.id(task, task.id().number());
        return new TaskResponse(201, text(TaskView.of(task, wording)), location, etag(task));
    }

    /** An operated task. */
    TaskResponse accepted(Task task, ResponseContext wording) {
        return accepted(TaskView.of(task, wording), task);
    }

    /** Something of an operated task. */
    TaskResponse accepted(Object view, Task task) {
        return new TaskResponse(202, text(view), null, etag(task));
    }

    /** Any view as JSON. */
    public String text(Object view) {
        try {
            return json.writeValueAsString(view);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer cannot be written", e);
        }
    }

    /** The entity tag of a task: its version. */
    static String etag(Task task) {
        return "\"" + task.version() + "\"";
    }
}
