package dev.obtaskd.engine;

import dev.obtaskd.store.StoredResponse;
import dev.obtaskd.store.TaskStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Keeps the answers to requests about many tasks, each of which is a unit of work of its own. */
@ApplicationScoped
public class BatchResponses {

    private final TaskStore writer;

    BatchResponses(TaskStore writer) {
        this.writer = writer;
    }

    /** What an earlier request of this user with this key was answered. */
    public Optional<StoredResponse> earlier(Actor actor, String key) {
        return writer.write(tx -> tx.answer(actor.user(), key));
    }

    /** Keeps an answer, unless the same request was faster by another way. */
    public void keep(StoredResponse answer) {
        writer.write(
                tx -> {
                    if (tx.answer(answer.user(), answer.key()).isEmpty()) {
                        tx.remember(answer);
                    }
                    return null;
                });
    }
}
