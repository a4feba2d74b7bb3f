package dev.obtaskd.engine;

import dev.obtaskd.id.SubTaskId;
import dev.obtaskd.id.TaskId;
import dev.obtaskd.store.StoreReader;
import dev.obtaskd.task.GenericId;
import dev.obtaskd.task.GenericIds;
import dev.obtaskd.task.Task;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/**
 * Finds what a public id names, in the store of this agent: the only one yet. An id that is well
 * formed but says something untrue (of another agent, of another kind, a wrong prefix) names
 * nothing.
 */
@ApplicationScoped
public class TaskLookup {

    private final StoreReader tasks;
    private final OwnAddresses own;

    TaskLookup(StoreReader tasks, OwnAddresses own) {
        this.tasks = tasks;
        this.own = own;
    }

    /** The task of this id. */
    public Optional<Task> task(GenericId id) {
        return tasks.find(TaskId.local(id.row())).filter(task -> names(id, task));
    }

    /** The task that the sub task of this id belongs to. */
    public Optional<Task> ownerOf(GenericId id) {
        return tasks.taskOf(SubTaskId.local(id.row()))
                .flatMap(tasks::find)
                .filter(task -> names(id, task));
    }

    /** The id of a task or of one of its sub tasks, as this agent writes it. */
    public String id(Task task, long row) {
        return GenericIds.of(task, row, own.current()).toString();
    }

    /** Whether an id, of the task or of a part of it, is as this agent writes or once wrote it. */
    private boolean names(GenericId id, Task task) {
        var agent = id.agent() == null ? own.current() : id.agent();
        return own.contains(agent) && GenericIds.of(task, id.row(), agent).equals(id);
    }
}
