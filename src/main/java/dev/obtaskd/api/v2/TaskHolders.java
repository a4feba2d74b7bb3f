package dev.obtaskd.api.v2;

import dev.obtaskd.exclusion.Hold;
import dev.obtaskd.store.Tasks;
import dev.obtaskd.task.Task;
import dev.obtaskd.task.Text;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.Stream;

/** Shows holds with the tasks that own them. */
@ApplicationScoped
class TaskHolders {

    private static final Text WHEN_DECIDED = new Text(
            "When the task is retried and succeeds, is rolled back, or is abandoned.", "任务重试成功、回滚或放弃后释放。");
    private static final Text WHEN_OVER = new Text("When the task ends or fails.", "任务结束或失败后释放。");
    private static final Text WHEN_ENDED = new Text(
            "When the task ends; if it fails, when it is retried and succeeds, is rolled back, or is abandoned.",
            "任务结束后释放; 若失败, 则在重试成功、回滚或放弃后释放。");

    private final Tasks tasks;

    TaskHolders(Tasks tasks) {
        this.tasks = tasks;
    }

    /** A view of each hold whose owner is still there. */
    List<HoldView> of(List<Hold> holds, Wording wording) {
        return holds.stream()
                .flatMap(hold -> tasks.find(hold.taskId())
                        .map(owner -> Stream.of(of(hold, owner, wording)))
                        .orElseGet(Stream::empty))
                .toList();
    }

    /** A hold with the task that owns it. */
    static HoldView of(Hold hold, Task owner, Wording wording) {
        var claim = hold.claim();
        return new HoldView("CLAIM", claim.scope().name(), claim.type().name(), claim.key(), claim.agent(),
                hold.since(), wording.language().say(freedBy(owner)), owner(owner, wording));
    }

    /** The claim of a task that took it later, whether it still holds it or not. */
    static HoldView used(Task newer, Wording wording) {
        return of(new Hold(newer.origin().claim(), newer.id(), newer.origin().createdAt()), newer, wording);
    }

    private static HoldView.Owner owner(Task task, Wording wording) {
        var id = wording.id(task, task.id());
        return new HoldView.Owner(id, task.origin().name(), task.state().name(), InitiatorView.of(task.origin().initiator()),
                "/tasks/" + id);
    }

    private static Text freedBy(Task owner) {
        if (owner.state().failed()) {
            return WHEN_DECIDED;
        }
        return owner.origin().releaseOnFailure() ? WHEN_OVER : WHEN_ENDED;
    }
}
