package dev.obtaskd.engine;

import dev.obtaskd.store.Writer;
import dev.obtaskd.task.SubTask;
import dev.obtaskd.task.Task;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Finds again, at the start, what an earlier life of the daemon left unfinished. */
@ApplicationScoped
public class Recover {

    private static final Logger LOG = Logger.getLogger(Recover.class);

    private final Writer writer;
    private final Parts parts;

    Recover(Writer writer, Parts parts) {
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
        return writer.write(tx -> {
            int resumed = 0;
            for (var task : tx.unfinished()) {
                parts.book().put(task);
                for (var subTask : task.subTasks()) {
                    if (subTask.attempting()) {
                        tx.afterCommit(() -> resume(task, subTask));
                        resumed++;
                    }
                }
            }
            new Turn(parts, tx).finish();
            return resumed;
        });
    }

    private void resume(Task task, SubTask subTask) {
        LOG.infof("going on with sub task %d of task %d, attempt %d", subTask.id(), task.id(), subTask.attemptNo());
        parts.launcher().resume(task, subTask);
    }
}
