package dev.obtaskd.engine;

import dev.obtaskd.id.TaskId;
import dev.obtaskd.store.TaskStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/**
 * Releases holds whose task does not exist. The daemon leaves none; a store that was repaired by
 * hand may have some, and they would exclude other tasks for ever.
 */
@ApplicationScoped
public class OrphanedHolds {

    private final TaskStore writer;
    private final Clock clock;

    OrphanedHolds(TaskStore writer, Clock clock) {
        this.writer = writer;
        this.clock = clock;
    }

    /** Whether a task that does not exist has a hold. */
    public boolean exists(TaskId owner) {
        var reader = writer.reader();
        return reader.find(owner).isEmpty()
                && reader.holds().stream().anyMatch(hold -> hold.taskId().equals(owner));
    }

    /** Deletes the hold of a task that does not exist; returns whether there was one. */
    public boolean release(TaskId owner, ControlRequest request) {
        return writer.write(
                tx -> {
                    if (tx.task(owner).isPresent() || !tx.deleteHold(owner)) {
                        return false;
                    }
                    tx.audit(
                            AuditEntries.orphanReleased(
                                    tx.nextId(), owner, request, clock.instant()));
                    return true;
                });
    }
}
