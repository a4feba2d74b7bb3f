package dev.obtaskd.api.v2.task;

import dev.obtaskd.api.v2.http.ErrorCode;
import dev.obtaskd.api.v2.http.ProblemException;
import dev.obtaskd.api.v2.wire.FieldError;
import dev.obtaskd.engine.TaskLookup;
import dev.obtaskd.id.SubTaskId;
import dev.obtaskd.task.GenericId;
import dev.obtaskd.task.Task;
import jakarta.enterprise.context.ApplicationScoped;

/** Reads public ids, and words why one names nothing. */
@ApplicationScoped
public class TaskIds {

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
        return lookup.task(parse(id))
                .orElseThrow(
                        () ->
                                ProblemException.of(
                                        ErrorCode.TASK_UNKNOWN,
                                        "There is no task " + FieldError.shown(id) + ".",
                                        "任务 " + FieldError.shown(id) + " 不存在。"));
    }

    /**
     * A sub task with the task it belongs to.
     *
     * @throws ProblemException {@code id.invalid} or {@code subtask.unknown}
     */
    public Found subTask(String id) {
        var wanted = parse(id);
        return lookup.ownerOf(wanted)
                .map(task -> new Found(task, task.id().subTask(wanted.row())))
                .orElseThrow(() -> unknownSubTask(id));
    }

    /** A sub task in its task. */
    public record Found(Task task, SubTaskId subTaskId) {}

    static ProblemException unknownSubTask(String id) {
        return ProblemException.of(
                ErrorCode.SUBTASK_UNKNOWN,
                "There is no sub task " + FieldError.shown(id) + ".",
                "子任务 " + FieldError.shown(id) + " 不存在。");
    }

    private static GenericId parse(String id) {
        try {
            return GenericId.parse(id);
        } catch (GenericId.Invalid e) {
            var shown = FieldError.shown(id);
            throw ProblemException.of(
                    ErrorCode.ID_INVALID,
                    shown + " is no id: " + e.getMessage() + ".",
                    shown + " 不是合法的 ID。");
        }
    }
}
