package dev.obtaskd.api.v2.attention;

import dev.obtaskd.api.v2.http.ResponseContext;
import dev.obtaskd.api.v2.http.WireEnums;
import dev.obtaskd.api.v2.lock.LockViews;
import dev.obtaskd.api.v2.wire.CauseView;
import dev.obtaskd.api.v2.wire.LockView;
import dev.obtaskd.api.v2.wire.TaskDetailView.FocusView;
import dev.obtaskd.api.v2.wire.TaskState;
import dev.obtaskd.exclusion.Hold;
import dev.obtaskd.id.TaskId;
import dev.obtaskd.task.AllowedOperations;
import dev.obtaskd.task.Task;
import dev.obtaskd.task.TaskOp;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Maps causes to the wire format. */
@ApplicationScoped
class CauseViews {

    private static final int SHOWN = 20;

    /** The maximum of a batch. */
    private static final int MAX_IDS = 500;

    private final FailureFocus focus;

    CauseViews(FailureFocus focus) {
        this.focus = focus;
    }

    /** What identifies a cause among those of its kind. */
    static String key(Cause cause, ResponseContext context) {
        return switch (cause.subject()) {
            // The owner is the first task.
            case CauseSubject.OfClaim _ -> id(cause.tasks().getFirst(), context);
            case CauseSubject.OfAgent(var agent) -> agent.toString();
            case CauseSubject.OfFailure(var operation, var step, var error) ->
                    operation + " " + step + " " + error;
            case CauseSubject.OfWait(var kind) -> kind.name();
        };
    }

    static CauseView.CauseKind kind(Cause cause) {
        return switch (cause.subject()) {
            case CauseSubject.OfClaim _ -> CauseView.CauseKind.CLAIM;
            case CauseSubject.OfAgent _ -> CauseView.CauseKind.AGENT;
            case CauseSubject.OfFailure _ -> CauseView.CauseKind.FAILED;
            case CauseSubject.OfWait _ -> CauseView.CauseKind.WAITING;
        };
    }

    CauseView of(Cause cause, Map<TaskId, Hold> holds, ResponseContext context) {
        var holder = holder(cause, holds, context);
        var shown = focus(cause, context);
        var texts = new CauseTexts(cause, holder, shown, context.language());
        return new CauseView(
                kind(cause),
                key(cause, context),
                texts.title(),
                texts.text(),
                cause.since(),
                cause.tasks().size(),
                cause.tasks().stream().limit(SHOWN).map(task -> task(task, context)).toList(),
                shown,
                holder,
                cause.refused(),
                Arrays.stream(TaskOp.values())
                        .filter(op -> context.mayOperate())
                        .map(op -> operation(op, cause, context))
                        .filter(operation -> !operation.ids().isEmpty())
                        .toList());
    }

    private @Nullable FocusView focus(Cause cause, ResponseContext context) {
        return cause.tasks().stream()
                .filter(task -> task.state().failed())
                .findFirst()
                .map(task -> focus.of(task, context))
                .orElse(null);
    }

    private static @Nullable LockView holder(
            Cause cause, Map<TaskId, Hold> holds, ResponseContext context) {
        return cause.subject() instanceof CauseSubject.OfClaim(var owner)
                ? Optional.ofNullable(holds.get(owner))
                        .map(hold -> LockViews.of(hold, cause.tasks().getFirst(), context))
                        .orElse(null)
                : null;
    }

    private static CauseView.CauseTask task(Task task, ResponseContext context) {
        return new CauseView.CauseTask(
                id(task, context),
                task.origin().name(),
                WireEnums.of(TaskState.class, task.state()),
                context.target(task.origin().target()));
    }

    private static CauseView.CauseOperation operation(
            TaskOp op, Cause cause, ResponseContext context) {
        List<String> ids =
                cause.tasks().stream()
                        .filter(task -> AllowedOperations.of(task, op).allowed())
                        .limit(MAX_IDS)
                        .map(task -> id(task, context))
                        .toList();
        return new CauseView.CauseOperation(op.apiName(), ids);
    }

    private static String id(Task task, ResponseContext context) {
        return context.id(task, task.id().number());
    }
}
