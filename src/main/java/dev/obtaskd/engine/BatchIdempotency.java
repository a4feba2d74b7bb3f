package dev.obtaskd.engine;

import dev.obtaskd.store.IdempotencyRecord;
import dev.obtaskd.store.TaskStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/**
 * Idempotency of batch requests. Each task of a batch is a unit of work of its own, so the record
 * of the whole batch is stored after them.
 */
@ApplicationScoped
public class BatchIdempotency {

    private final TaskStore writer;

    BatchIdempotency(TaskStore writer) {
        this.writer = writer;
    }

    /** The record of an earlier request of this user with this key. */
    public Optional<IdempotencyRecord> find(Actor actor, String key) {
        return writer.write(tx -> tx.findIdempotencyRecord(actor.user(), key));
    }

    /** Stores a record, unless a concurrent request with the same key has stored one. */
    public void save(IdempotencyRecord record) {
        writer.write(
                tx -> {
                    if (tx.findIdempotencyRecord(record.user(), record.key()).isEmpty()) {
                        tx.insertIdempotencyRecord(record);
                    }
                    return record;
                });
    }
}
