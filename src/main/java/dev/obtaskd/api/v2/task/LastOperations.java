package dev.obtaskd.api.v2.task;

import dev.obtaskd.api.v2.http.ResponseContext;
import dev.obtaskd.store.StoreReader;
import dev.obtaskd.task.Task;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Reads when users last operated tasks that wait: what they wait for began not before that. */
@ApplicationScoped
public class LastOperations {

    private final StoreReader store;

    LastOperations(StoreReader store) {
        this.store = store;
    }

    /** The context of a response about these tasks; one query for those that can wait. */
    public ResponseContext of(List<Task> tasks, ResponseContext context) {
        var waiting = tasks.stream().filter(Task::active).map(Task::id).toList();
        return waiting.isEmpty() ? context : context.with(store.lastOperations(waiting));
    }
}
