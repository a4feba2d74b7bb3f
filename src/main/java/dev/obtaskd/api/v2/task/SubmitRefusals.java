package dev.obtaskd.api.v2.task;

import dev.obtaskd.api.v2.http.ErrorCode;
import dev.obtaskd.api.v2.http.ProblemException;
import dev.obtaskd.api.v2.http.ResponseContext;
import dev.obtaskd.api.v2.lock.LockViews;
import dev.obtaskd.api.v2.wire.FieldError;
import dev.obtaskd.engine.SubmitResult;
import dev.obtaskd.exclusion.Hold;
import dev.obtaskd.task.Task;
import org.jspecify.annotations.Nullable;

/** Words why a submission was not accepted. */
public final class SubmitRefusals {

    private static final String SECONDS_TO_WAIT = "30";

    private SubmitRefusals() {}

    static ProblemException of(SubmitResult outcome, ResponseContext context) {
        return switch (outcome) {
            case SubmitResult.Mismatch(var key) -> mismatch(key);
            case SubmitResult.UnknownOperation(var name) ->
                    ProblemException.of(
                            ErrorCode.OPERATION_UNKNOWN,
                            "There is no operation " + FieldError.truncated(name) + ".",
                            "操作 " + FieldError.truncated(name) + " 不存在。");
            case SubmitResult.Disabled(var name, var message) ->
                    ProblemException.of(
                            ErrorCode.OPERATION_UNKNOWN,
                            name + " is disabled: " + message,
                            name + " 已禁用: " + message);
            case SubmitResult.Invalid(var errors) ->
                    ProblemException.of(ErrorCode.PARAMS_INVALID)
                            .with(errors.stream().map(SubmitRefusals::error).toList());
            case SubmitResult.Held(var by, var holder) -> held(by, holder, context);
            case SubmitResult.TooMany(var limit) ->
                    ProblemException.of(
                                    ErrorCode.TASKS_TOO_MANY,
                                    "There are " + limit + " unfinished tasks already.",
                                    "未结束的任务已达 " + limit + " 个。")
                            .with("Retry-After", SECONDS_TO_WAIT);
            case SubmitResult.DiskLow() -> ProblemException.of(ErrorCode.STORE_FULL);
            case SubmitResult.Accepted _, SubmitResult.Repeated _ ->
                    throw new IllegalArgumentException("no refusal: " + outcome);
        };
    }

    public static ProblemException mismatch(String key) {
        return ProblemException.of(
                ErrorCode.IDEMPOTENCY_MISMATCH,
                "Another request had the key " + key + " before.",
                "键 " + key + " 已用于另一个请求。");
    }

    /**
     * @param holder null only if it has ended in between
     */
    static ProblemException held(Hold by, @Nullable Task holder, ResponseContext context) {
        if (holder == null) {
            return ProblemException.of(ErrorCode.CLAIM_HELD);
        }
        var view = LockViews.of(by, holder, context);
        var name = holder.origin().name();
        return ProblemException.of(
                        ErrorCode.CLAIM_HELD,
                        "Task "
                                + view.task().id()
                                + " ("
                                + name.en()
                                + ") is "
                                + view.task().state()
                                + " and excludes it.",
                        "任务 "
                                + view.task().id()
                                + " ("
                                + name.zh()
                                + ") 状态为 "
                                + view.task().state()
                                + ", 与之互斥。")
                .heldBy(view);
    }

    /** The catalogue says {@code params.tenant} where this API points at {@code /params/tenant}. */
    private static FieldError error(dev.obtaskd.catalogue.operation.ParameterError error) {
        return new FieldError(
                "/" + error.field().replace('.', '/'), error.value(), error.message());
    }
}
