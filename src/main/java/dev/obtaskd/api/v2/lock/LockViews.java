package dev.obtaskd.api.v2.lock;

import dev.obtaskd.api.v2.http.InitiatorMapper;
import dev.obtaskd.api.v2.http.ResponseContext;
import dev.obtaskd.api.v2.wire.LockView;
import dev.obtaskd.exclusion.Hold;
import dev.obtaskd.store.StoreReader;
import dev.obtaskd.task.AllowedOperations;
import dev.obtaskd.task.GenericIds;
import dev.obtaskd.task.Task;
import dev.obtaskd.text.LocalizedText;
import dev.obtaskd.text.Messages;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Maps claims that are held to the wire format. */
@ApplicationScoped
public class LockViews {

    private static final Messages MESSAGES = Messages.of("api");

    private final StoreReader tasks;

    LockViews(StoreReader tasks) {
        this.tasks = tasks;
    }

    /** A view of each hold. */
    public List<LockView> of(List<Hold> holds, ResponseContext context) {
        return holds.stream()
                .map(hold -> of(hold, tasks.find(hold.taskId()).orElse(null), context))
                .toList();
    }

    /**
     * A hold with the task that owns it.
     *
     * @param owner null if it does not exist any more
     */
    public static LockView of(Hold hold, @Nullable Task owner, ResponseContext context) {
        var claim = hold.claim();
        return new LockView(
                GenericIds.of(claim, hold.taskId().number(), context.self()).toString(),
                "CLAIM",
                claim.scope().name(),
                claim.type().name(),
                claim.key(),
                claim.agent(),
                hold.since(),
                context.language().say(freedBy(owner)),
                context.release(AllowedOperations.release(owner)),
                owner == null ? null : owner(owner, context));
    }

    /** The claim of a task that took it later, whether or not it still holds it. */
    public static LockView used(Task newer, ResponseContext context) {
        return of(
                new Hold(newer.origin().claim(), newer.id(), newer.origin().createdAt()),
                newer,
                context);
    }

    /** The task that owns a hold. */
    public static LockView.Owner owner(Task task, ResponseContext context) {
        var id = context.id(task, task.id().number());
        return new LockView.Owner(
                id,
                task.origin().name(),
                task.state().name(),
                InitiatorMapper.view(task.origin().initiator()),
                "/tasks/" + id);
    }

    private static LocalizedText freedBy(@Nullable Task owner) {
        if (owner == null) {
            return MESSAGES.text("lock.freed.released");
        }
        if (owner.state().failed()) {
            return MESSAGES.text("lock.freed.failed");
        }
        return owner.origin().releaseOnFailure()
                ? MESSAGES.text("lock.freed.ended-or-failed")
                : MESSAGES.text("lock.freed.ended");
    }
}
