package dev.obtaskd.api.v2.task;

import dev.obtaskd.api.v2.http.ErrorCode;
import dev.obtaskd.api.v2.http.ProblemException;
import dev.obtaskd.api.v2.wire.FieldError;
import dev.obtaskd.engine.TaskLookup;
import dev.obtaskd.id.SubTaskId;
import dev.obtaskd.task.GenericId;
import dev.obtaskd.task.Task;
import dev.obtaskd.text.Messages;
import jakarta.enterprise.context.ApplicationScoped;

/** Finds tasks and sub tasks by their public ids. */
@ApplicationScoped
public class TaskIds {

    private static final Messages MESSAGES = Messages.of("api");

    private final TaskLookup lookup;

    TaskIds(TaskLookup lookup) {
        this.lookup = lookup;
    }

    /**
     * The task of an id.
     *
     * @throws ProblemException {@code id.invalid} or {@code task.unknown}
     */
    public Task task(String id) {
        return lookup.task(parse(id)).orElseThrow(() -> TaskRefusals.unknownTask(id));
    }

    /**
     * A sub task with the task it belongs to.
     *
     * @throws ProblemException {@code id.invalid} or {@code subtask.unknown}
     */
    public Found subTask(String id) {
        var parsed = parse(id);
        return lookup.ownerOf(parsed)
                .map(task -> new Found(task, task.id().subTask(parsed.row())))
                .orElseThrow(() -> TaskRefusals.unknownSubTask(id));
    }

    /** A sub task in its task. */
    public record Found(Task task, SubTaskId subTaskId) {}

    private static GenericId parse(String id) {
        try {
            return GenericId.parse(id);
        } catch (GenericId.Invalid e) {
            throw ProblemException.of(
                    ErrorCode.ID_INVALID,
                    MESSAGES.text("id.invalid", FieldError.truncated(id), e.reason()));
        }
    }
}
