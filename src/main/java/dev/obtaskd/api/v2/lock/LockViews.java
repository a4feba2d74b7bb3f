package dev.obtaskd.api.v2.lock;

import dev.obtaskd.api.v2.http.ResponseContext;
import dev.obtaskd.api.v2.wire.InitiatorView;
import dev.obtaskd.api.v2.wire.LockView;
import dev.obtaskd.exclusion.Hold;
import dev.obtaskd.store.StoreReader;
import dev.obtaskd.task.Task;
import dev.obtaskd.text.LocalizedText;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.Stream;

/** Shows holds with the tasks that own them. */
@ApplicationScoped
public class LockViews {

    private static final LocalizedText WHEN_DECIDED =
            new LocalizedText(
                    "When the task is retried and succeeds, is rolled back, or is abandoned.",
                    "任务重试成功、回滚或放弃后释放。");
    private static final LocalizedText WHEN_OVER =
            new LocalizedText("When the task ends or fails.", "任务结束或失败后释放。");
    private static final LocalizedText WHEN_ENDED =
            new LocalizedText(
                    "When the task ends; if it fails, when it is retried and succeeds, is rolled"
                            + " back, or is abandoned.",
                    "任务结束后释放; 若失败, 则在重试成功、回滚或放弃后释放。");

    private final StoreReader tasks;

    LockViews(StoreReader tasks) {
        this.tasks = tasks;
    }

    /** A view of each hold whose owner is still there. */
    public List<LockView> of(List<Hold> holds, ResponseContext wording) {
        return holds.stream()
                .flatMap(
                        hold ->
                                tasks.find(hold.taskId())
                                        .map(owner -> Stream.of(of(hold, owner, wording)))
                                        .orElseGet(Stream::empty))
                .toList();
    }

    /** A hold with the task that owns it. */
    public static LockView of(Hold hold, Task owner, ResponseContext wording) {
        var claim = hold.claim();
        return new LockView(
                "CLAIM",
                claim.scope().name(),
                claim.type().name(),
                claim.key(),
                claim.agent(),
                hold.since(),
                wording.language().say(freedBy(owner)),
                owner(owner, wording));
    }

    /** The claim of a task that took it later, whether it still holds it or not. */
    public static LockView used(Task newer, ResponseContext wording) {
        return of(
                new Hold(newer.origin().claim(), newer.id(), newer.origin().createdAt()),
                newer,
                wording);
    }

    private static LockView.Owner owner(Task task, ResponseContext wording) {
        var id = wording.id(task, task.id().number());
        return new LockView.Owner(
                id,
                task.origin().name(),
                task.state().name(),
                InitiatorView.of(task.origin().initiator()),
                "/tasks/" + id);
    }

    private static LocalizedText freedBy(Task owner) {
        if (owner.state().failed()) {
            return WHEN_DECIDED;
        }
        return owner.origin().releaseOnFailure() ? WHEN_OVER : WHEN_ENDED;
    }
}
