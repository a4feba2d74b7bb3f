package dev.obtaskd.api.v2;

import dev.obtaskd.engine.OwnAddresses;
import dev.obtaskd.exclusion.Scope;
import dev.obtaskd.store.Tasks;
import dev.obtaskd.task.GenericId;
import dev.obtaskd.task.Ids;
import dev.obtaskd.task.Task;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/**
 * Finds what a public id names. An id that is well formed but says something untrue (of another
 * agent, of another kind, a wrong prefix) names nothing.
 */
@ApplicationScoped
class TaskIds {

    private final Tasks tasks;
    private final OwnAddresses own;

    TaskIds(Tasks tasks, OwnAddresses own) {
        this.tasks = tasks;
        this.own = own;
    }

    /**
     * The task of an id.
     *
     * @throws ProblemException {@code id.invalid} or {@code task.unknown}
     */
    Task task(String id) {
        var wanted = parse(id);
        return tasks.find(wanted.row()).filter(task -> is(wanted, task)).orElseThrow(() -> ProblemException.of(Code.TASK_UNKNOWN,
                "There is no task " + FieldError.shown(id) + ".", "任务 " + FieldError.shown(id) + " 不存在。"));
    }

    /**
     * A sub task with the task it belongs to.
     *
     * @throws ProblemException {@code id.invalid} or {@code subtask.unknown}
     */
    Found subTask(String id) {
        var wanted = parse(id);
        var owner = tasks.taskOf(wanted.row());
        return (owner.isEmpty() ? Optional.<Task>empty() : tasks.find(owner.getAsLong()))
                .filter(task -> is(wanted, task))
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

    /** Whether the id, of the task or of a part of it, is as this agent writes or once wrote it. */
    private boolean is(GenericId id, Task task) {
        var agent = id.agent();
        return agent == null
                ? task.origin().claim().scope() == Scope.CLUSTER
                : own.include(agent) && Ids.of(task, id.row(), agent).equals(id);
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
