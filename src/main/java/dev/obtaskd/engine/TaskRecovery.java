package dev.obtaskd.engine;

import dev.obtaskd.id.TaskId;
import dev.obtaskd.store.TaskStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;

/** Finds again, at the start, what an earlier life of the daemon left unfinished. */
@ApplicationScoped
public class TaskRecovery {

    private final TaskStore writer;
    private final EngineContext parts;

    TaskRecovery(TaskStore writer, EngineContext parts) {
        this.writer = writer;
        this.parts = parts;
    }

    /**
     * Takes every unfinished task into the book, goes on with the attempts that were running and
     * starts what is READY.
     *
     * @return how many attempts it goes on with
     */
    public int runOnce() {
        return writer.write(
                tx -> {
                    var turn = new EngineTransaction(parts, tx);
                    int resumed = 0;
                    var unfinished = new HashSet<TaskId>();
                    for (var task : tx.unfinished()) {
                        unfinished.add(task.id());
                        resumed += turn.adopt(task);
                    }
                    // Before any new task can keep something.
                    tx.afterCommit(() -> parts.launcher().onlyUnfinished(unfinished));
                    turn.finish();
                    return resumed;
                });
    }
}
