package dev.obtaskd.api.v2.task;

import dev.obtaskd.api.v2.http.ErrorCode;
import dev.obtaskd.api.v2.http.LocalizedFieldError;
import dev.obtaskd.api.v2.http.ProblemException;
import dev.obtaskd.api.v2.http.ResponseContext;
import dev.obtaskd.api.v2.lock.LockViews;
import dev.obtaskd.api.v2.wire.FieldError;
import dev.obtaskd.api.v2.wire.Problem;
import dev.obtaskd.catalogue.operation.ParameterError;
import dev.obtaskd.engine.ControlResult;
import dev.obtaskd.engine.SubmitResult;
import dev.obtaskd.exclusion.Hold;
import dev.obtaskd.id.SubTaskId;
import dev.obtaskd.task.AllowedOperation;
import dev.obtaskd.task.AllowedOperations;
import dev.obtaskd.task.Task;
import dev.obtaskd.text.Messages;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The problems that report why a task was not accepted, or an operation on it. */
public final class TaskRefusals {

    private static final Messages MESSAGES = Messages.of("api");
    private static final String RETRY_AFTER_SECONDS = "30";

    private TaskRefusals() {}

    /** Why a task was not accepted. */
    static ProblemException ofSubmit(SubmitResult result, ResponseContext context) {
        return switch (result) {
            case SubmitResult.IdempotencyMismatch(var key) -> mismatch(key);
            case SubmitResult.UnknownOperation(var name) ->
                    ProblemException.of(
                            ErrorCode.OPERATION_UNKNOWN,
                            MESSAGES.text("operation.unknown", FieldError.truncated(name)));
            case SubmitResult.Disabled(var name, var flaw) ->
                    ProblemException.of(
                            ErrorCode.OPERATION_UNKNOWN,
                            MESSAGES.text("operation.disabled", name, flaw.text()));
            case SubmitResult.Invalid(var errors) ->
                    ProblemException.of(ErrorCode.PARAMS_INVALID)
                            .with(errors.stream().map(TaskRefusals::error).toList());
            case SubmitResult.Held(var by, var holder) -> held(by, holder, context);
            case SubmitResult.TooMany(var limit) ->
                    ProblemException.of(
                                    ErrorCode.TASKS_TOO_MANY,
                                    MESSAGES.text("submit.too-many", limit))
                            .with("Retry-After", RETRY_AFTER_SECONDS);
            case SubmitResult.DiskLow() -> ProblemException.of(ErrorCode.STORE_FULL);
            case SubmitResult.Accepted _, SubmitResult.IdempotentReplay _ ->
                    throw new IllegalArgumentException("not a refusal: " + result);
        };
    }

    /** Why an operation on a task was not accepted. */
    public static ProblemException ofTask(
            String id, ControlResult result, ResponseContext context) {
        return of(
                result,
                unknownTask(id),
                task -> current(task.state().name(), task, AllowedOperations.of(task), context),
                context);
    }

    /** Why an operation on a sub task was not accepted. */
    static ProblemException ofSubTask(
            String id, SubTaskId subTaskId, ControlResult result, ResponseContext context) {
        return of(
                result,
                unknownSubTask(id),
                task -> {
                    var subTask = task.subTask(subTaskId);
                    return current(
                            subTask.state().name(),
                            task,
                            AllowedOperations.of(task, subTask),
                            context);
                },
                context);
    }

    static ProblemException unknownTask(String id) {
        return ProblemException.of(
                ErrorCode.TASK_UNKNOWN, MESSAGES.text("task.unknown", FieldError.truncated(id)));
    }

    static ProblemException unknownSubTask(String id) {
        return ProblemException.of(
                ErrorCode.SUBTASK_UNKNOWN,
                MESSAGES.text("subtask.unknown", FieldError.truncated(id)));
    }

    public static ProblemException mismatch(String key) {
        return ProblemException.of(
                ErrorCode.IDEMPOTENCY_MISMATCH, MESSAGES.text("idempotency.mismatch", key));
    }

    /**
     * @param holder null only if it has ended in the meantime
     */
    static ProblemException held(Hold by, @Nullable Task holder, ResponseContext context) {
        if (holder == null) {
            return ProblemException.of(ErrorCode.CLAIM_HELD);
        }
        var view = LockViews.of(by, holder, context);
        var owner = view.task();
        return ProblemException.of(
                        ErrorCode.CLAIM_HELD,
                        MESSAGES.text("task.claim.held", owner.id(), owner.name(), owner.state()))
                .heldBy(view);
    }

    /**
     * @param current the part of a refusal that describes the object of the operation
     */
    private static ProblemException of(
            ControlResult result,
            ProblemException unknown,
            Function<Task, Problem.Current> current,
            ResponseContext context) {
        return switch (result) {
            case ControlResult.Unknown() -> unknown;
            case ControlResult.IdempotencyMismatch(var key) -> mismatch(key);
            case ControlResult.Refused(var why, var task) ->
                    notAllowed(why).with(current.apply(task));
            case ControlResult.Held(var by, var holder, var task) ->
                    held(by, holder, context).with(current.apply(task));
            case ControlResult.Expired(var newer, var task) ->
                    expired(newer, context).with(current.apply(task));
            case ControlResult.VersionChanged(var task) ->
                    ProblemException.of(
                                    ErrorCode.VERSION_CHANGED,
                                    MESSAGES.text("task.version", task.version()))
                            .with("ETag", TaskResponses.etag(task))
                            .with(current.apply(task));
            case ControlResult.ConcurrentUpdate(var task) ->
                    ProblemException.of(ErrorCode.RACE_LOST).with(current.apply(task));
            case ControlResult.Accepted _, ControlResult.IdempotentReplay _ ->
                    throw new IllegalArgumentException("not a refusal: " + result);
        };
    }

    private static ProblemException expired(@Nullable Task newer, ResponseContext context) {
        if (newer == null) {
            return ProblemException.of(ErrorCode.CLAIM_EXPIRED);
        }
        return ProblemException.of(
                        ErrorCode.CLAIM_EXPIRED,
                        MESSAGES.text("task.claim.used", context.id(newer, newer.id().number())))
                .heldBy(LockViews.used(newer, context));
    }

    private static ProblemException notAllowed(AllowedOperation why) {
        var reason = why.reason();
        return reason == null
                ? ProblemException.of(ErrorCode.OPERATION_REFUSED)
                : ProblemException.of(ErrorCode.OPERATION_REFUSED, reason);
    }

    private static Problem.Current current(
            String state, Task task, List<AllowedOperation> operations, ResponseContext context) {
        return new Problem.Current(state, task.version(), context.operations(operations));
    }

    /** The catalogue names a field {@code params.tenant}, this API {@code /params/tenant}. */
    private static LocalizedFieldError error(ParameterError error) {
        return new LocalizedFieldError(
                "/" + error.field().replace('.', '/'), error.value(), error.message());
    }
}
