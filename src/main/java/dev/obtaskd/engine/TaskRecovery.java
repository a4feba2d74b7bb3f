package dev.obtaskd.engine;

import dev.obtaskd.id.TaskId;
import dev.obtaskd.store.TaskStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;

/** Recovers, at the start, what an earlier run of the daemon left unfinished. */
@ApplicationScoped
public class TaskRecovery {

    private final TaskStore writer;
    private final EngineContext context;

    TaskRecovery(TaskStore writer, EngineContext context) {
        this.writer = writer;
        this.context = context;
    }

    /**
     * Loads every unfinished task, resumes the attempts that were running and starts what is READY.
     *
     * @return how many attempts it resumes
     */
    public int runOnce() {
        return writer.write(
                tx -> {
                    var transaction = new EngineTransaction(context, tx);
                    int resumed = 0;
                    var unfinished = new HashSet<TaskId>();
                    for (var task : tx.unfinished()) {
                        unfinished.add(task.id());
                        resumed += transaction.adopt(task);
                    }
                    // Before any new task can keep something.
                    tx.afterCommit(() -> context.launcher().deleteUndoDataExcept(unfinished));
                    transaction.finish();
                    return resumed;
                });
    }
}
