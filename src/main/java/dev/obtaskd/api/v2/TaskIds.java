package dev.obtaskd.api.v2;

import dev.obtaskd.engine.EngineSettings;
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
    private final EngineSettings.AgentSettings self;

    TaskIds(Tasks tasks, EngineSettings settings) {
        this.tasks = tasks;
        this.self = settings.agent();
    }

    /**
     * The task of an id.
     *
     * @throws ProblemException {@code id.invalid} or {@code task.unknown}
     */
    Task task(String id) {
        return find(parse(id)).orElseThrow(() -> ProblemException.of(Code.TASK_UNKNOWN,
                "There is no task " + FieldError.shown(id) + ".", "任务 " + FieldError.shown(id) + " 不存在。"));
    }

    /** What to search for: of the id of a task its row id, of any other text the text itself. */
    String searched(String text) {
        try {
            return find(GenericId.parse(text)).map(task -> Long.toString(task.id())).orElse(text);
        } catch (GenericId.Invalid none) {
            return text;
        }
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

    private Optional<Task> find(GenericId id) {
        return tasks.find(id.row()).filter(task -> is(id, task));
    }

    /** Whether the id, of the task or of a part of it, is written as this agent writes it. */
    private boolean is(GenericId id, Task task) {
        return Ids.of(task, id.row(), self.ip(), self.port()).equals(id.toString());
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
