package dev.obtaskd.api.v2.task;

import dev.obtaskd.api.v2.http.ErrorCode;
import dev.obtaskd.api.v2.http.ProblemException;
import dev.obtaskd.api.v2.http.ResponseContext;
import dev.obtaskd.api.v2.lock.LockViews;
import dev.obtaskd.api.v2.wire.Problem;
import dev.obtaskd.engine.ControlResult;
import dev.obtaskd.id.SubTaskId;
import dev.obtaskd.task.AllowedOperation;
import dev.obtaskd.task.AllowedOperations;
import dev.obtaskd.task.Task;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Words why an operation was not accepted.
 *
 * @param unknown the refusal if there is nothing to operate
 * @param current what a refusal says of what was to be operated, as it is in its task
 */
public record OperationRefusals(
        ResponseContext wording,
        ProblemException unknown,
        Function<Task, Problem.Current> current) {

    /** For operations on a task. */
    public static OperationRefusals ofTask(String id, ResponseContext wording) {
        var unknown =
                ProblemException.of(
                        ErrorCode.TASK_UNKNOWN,
                        "There is no task " + id + ".",
                        "任务 " + id + " 不存在。");
        return new OperationRefusals(
                wording,
                unknown,
                task -> current(task.state().name(), task, AllowedOperations.of(task), wording));
    }

    /** For operations on a sub task. */
    static OperationRefusals ofSubTask(String id, SubTaskId subTaskId, ResponseContext wording) {
        return new OperationRefusals(
                wording,
                TaskIds.unknownSubTask(id),
                task -> {
                    var subTask = task.subTask(subTaskId);
                    return current(
                            subTask.state().name(),
                            task,
                            AllowedOperations.of(task, subTask),
                            wording);
                });
    }

    public ProblemException refusal(ControlResult outcome) {
        return switch (outcome) {
            case ControlResult.Unknown() -> unknown;
            case ControlResult.Mismatch(var key) -> SubmitRefusals.mismatch(key);
            case ControlResult.Refused(var why, var task) -> refused(why).with(current.apply(task));
            case ControlResult.Held(var by, var holder, var task) ->
                    SubmitRefusals.held(by, holder, wording).with(current.apply(task));
            case ControlResult.Expired(var newer, var task) ->
                    expired(newer).with(current.apply(task));
            case ControlResult.VersionChanged(var task) ->
                    ProblemException.of(
                                    ErrorCode.VERSION_CHANGED,
                                    "The task is at version " + task.version() + ".",
                                    "任务当前版本为 " + task.version() + "。")
                            .with("ETag", TaskResponses.etag(task))
                            .with(current.apply(task));
            case ControlResult.Raced(var task) ->
                    ProblemException.of(ErrorCode.RACE_LOST).with(current.apply(task));
            case ControlResult.Accepted _, ControlResult.Repeated _ ->
                    throw new IllegalArgumentException("no refusal: " + outcome);
        };
    }

    private ProblemException expired(@Nullable Task newer) {
        if (newer == null) {
            return ProblemException.of(ErrorCode.CLAIM_EXPIRED);
        }
        var id = wording.id(newer, newer.id().number());
        return ProblemException.of(
                        ErrorCode.CLAIM_EXPIRED,
                        "Task " + id + " has used the claim since this one gave it back.",
                        "任务 " + id + " 之后使用过该运维锁。")
                .heldBy(LockViews.used(newer, wording));
    }

    private static ProblemException refused(AllowedOperation why) {
        var reason = why.reason();
        return reason == null
                ? ProblemException.of(ErrorCode.OPERATION_REFUSED)
                : ProblemException.of(ErrorCode.OPERATION_REFUSED, reason);
    }

    private static Problem.Current current(
            String state, Task task, List<AllowedOperation> permits, ResponseContext wording) {
        return new Problem.Current(state, task.version(), wording.operations(permits));
    }
}
