package dev.obtaskd.api.v2;

import dev.obtaskd.engine.Submitted;
import dev.obtaskd.exclusion.Hold;
import dev.obtaskd.task.Task;
import org.jspecify.annotations.Nullable;

/** Words why a submission was not accepted. */
final class TaskRefusals {

    private static final String SECONDS_TO_WAIT = "30";

    private TaskRefusals() {}

    static ProblemException of(Submitted outcome, Wording wording) {
        return switch (outcome) {
            case Submitted.Mismatch(var key) -> mismatch(key);
            case Submitted.UnknownOperation(var name) -> ProblemException.of(Code.OPERATION_UNKNOWN,
                    "There is no operation " + FieldError.shown(name) + ".", "操作 " + FieldError.shown(name) + " 不存在。");
            case Submitted.Disabled(var name, var message) -> ProblemException.of(Code.OPERATION_UNKNOWN,
                    name + " is disabled: " + message, name + " 已禁用: " + message);
            case Submitted.Invalid(var errors) -> ProblemException.of(Code.PARAMS_INVALID)
                    .with(errors.stream().map(TaskRefusals::error).toList());
            case Submitted.Held(var by, var holder) -> held(by, holder, wording);
            case Submitted.TooMany(var limit) -> ProblemException.of(Code.TASKS_TOO_MANY,
                            "There are " + limit + " unfinished tasks already.", "未结束的任务已达 " + limit + " 个。")
                    .with("Retry-After", SECONDS_TO_WAIT);
            case Submitted.DiskLow() -> ProblemException.of(Code.STORE_FULL);
            case Submitted.Accepted _, Submitted.Repeated _ -> throw new IllegalArgumentException("no refusal: " + outcome);
        };
    }

    static ProblemException mismatch(String key) {
        return ProblemException.of(Code.IDEMPOTENCY_MISMATCH,
                "Another request had the key " + key + " before.", "键 " + key + " 已用于另一个请求。");
    }

    /** @param holder null only if it has ended in between */
    static ProblemException held(Hold by, @Nullable Task holder, Wording wording) {
        if (holder == null) {
            return ProblemException.of(Code.CLAIM_HELD);
        }
        var view = TaskHolders.of(by, holder, wording);
        var name = holder.origin().name();
        return ProblemException.of(Code.CLAIM_HELD,
                        "Task " + view.task().id() + " (" + name.en() + ") is " + view.task().state() + " and excludes it.",
                        "任务 " + view.task().id() + " (" + name.zh() + ") 状态为 " + view.task().state() + ", 与之互斥。")
                .heldBy(view);
    }

    /** The catalogue says {@code params.tenant} where this API points at {@code /params/tenant}. */
    private static FieldError error(dev.obtaskd.catalogue.FieldError error) {
        return new FieldError("/" + error.field().replace('.', '/'), error.value(), error.message());
    }
}
