package dev.obtaskd.api.v2;

import dev.obtaskd.exclusion.Hold;
import dev.obtaskd.store.Tasks;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.Stream;

/** Shows holds with the tasks that own them. */
@ApplicationScoped
class TaskHolders {

    private final Tasks tasks;

    TaskHolders(Tasks tasks) {
        this.tasks = tasks;
    }

    /** A view of each hold whose owner is still there. */
    List<HoldView> of(List<Hold> holds, Wording wording) {
        return holds.stream()
                .flatMap(hold -> tasks.find(hold.taskId())
                        .map(owner -> Stream.of(HoldView.of(hold, owner, wording)))
                        .orElseGet(Stream::empty))
                .toList();
    }
}
