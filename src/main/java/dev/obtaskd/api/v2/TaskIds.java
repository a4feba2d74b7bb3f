package dev.obtaskd.api.v2;

import dev.obtaskd.engine.Lookup;
import dev.obtaskd.task.GenericId;
import dev.obtaskd.task.Task;
import jakarta.enterprise.context.ApplicationScoped;

/** Reads public ids, and words why one names nothing. */
@ApplicationScoped
class TaskIds {

    private final Lookup lookup;

    TaskIds(Lookup lookup) {
        this.lookup = lookup;
    }

    /**
     * The task of an id.
     *
     * @throws ProblemException {@code id.invalid} or {@code task.unknown}
     */
    Task task(String id) {
        return lookup.task(parse(id)).orElseThrow(() -> ProblemException.of(Code.TASK_UNKNOWN,
                "There is no task " + FieldError.shown(id) + ".", "任务 " + FieldError.shown(id) + " 不存在。"));
    }

    /**
     * A sub task with the task it belongs to.
     *
     * @throws ProblemException {@code id.invalid} or {@code subtask.unknown}
     */
    Found subTask(String id) {
        var wanted = parse(id);
        return lookup.ownerOf(wanted)
                .map(task -> new Found(task, wanted.row()))
                .orElseThrow(() -> unknownSubTask(id));
    }

    /**
     * A sub task in its task.
     *
     * @param subTaskId its row id
     */
    record Found(Task task, long subTaskId) {}

    static ProblemException unknownSubTask(String id) {
        return ProblemException.of(Code.SUBTASK_UNKNOWN,
                "There is no sub task " + FieldError.shown(id) + ".", "子任务 " + FieldError.shown(id) + " 不存在。");
    }

    private static GenericId parse(String id) {
        try {
            return GenericId.parse(id);
        } catch (GenericId.Invalid e) {
            var shown = FieldError.shown(id);
            throw ProblemException.of(Code.ID_INVALID,
                    shown + " is no id: " + e.getMessage() + ".", shown + " 不是合法的 ID。");
        }
    }
}
