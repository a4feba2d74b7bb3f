package dev.obtaskd.engine;

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
public class Lookup {

    private final Tasks tasks;
    private final EngineSettings.AgentSettings self;

    Lookup(Tasks tasks, EngineSettings settings) {
        this.tasks = tasks;
        this.self = settings.agent();
    }

    /** The task of this id. */
    public Optional<Task> task(GenericId id) {
        return tasks.find(id.row()).filter(task -> id.equals(named(task, id.row())));
    }

    /** The task that the sub task of this id belongs to. */
    public Optional<Task> ownerOf(GenericId id) {
        var owner = tasks.taskOf(id.row());
        return (owner.isEmpty() ? Optional.<Task>empty() : tasks.find(owner.getAsLong()))
                .filter(task -> id.equals(named(task, id.row())));
    }

    /** The id of a task or of one of its sub tasks, as this agent writes it. */
    public String id(Task task, long row) {
        return named(task, row).toString();
    }

    private GenericId named(Task task, long row) {
        return Ids.named(task, row, self.ip(), self.port());
    }
}
