package dev.obtaskd.api.v2;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.obtaskd.task.Task;
import jakarta.enterprise.context.ApplicationScoped;

/** Words what was accepted. */
@ApplicationScoped
class TaskAnswers {

    private final ObjectMapper json;

    TaskAnswers(ObjectMapper json) {
        this.json = json;
    }

    /** A new task. */
    TaskAnswer created(Task task, Wording wording) {
        var location = "/api/v2/tasks/" + wording.id(task, task.id());
        return new TaskAnswer(201, text(TaskView.of(task, wording)), location, etag(task));
    }

    /** An operated task. */
    TaskAnswer accepted(Task task, Wording wording) {
        return accepted(TaskView.of(task, wording), task);
    }

    /** Something of an operated task. */
    TaskAnswer accepted(Object view, Task task) {
        return new TaskAnswer(202, text(view), null, etag(task));
    }

    /** Any view as JSON. */
    String text(Object view) {
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
