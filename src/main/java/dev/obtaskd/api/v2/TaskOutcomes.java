package dev.obtaskd.api.v2;

import dev.obtaskd.engine.Controlled;
import dev.obtaskd.task.Permit;
import dev.obtaskd.task.Permits;
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
record TaskOutcomes(Wording wording, ProblemException unknown, Function<Task, Problem.Current> current) {

    /** For operations on a task. */
    static TaskOutcomes ofTask(String id, Wording wording) {
        var unknown = ProblemException.of(Code.TASK_UNKNOWN, "There is no task " + id + ".", "任务 " + id + " 不存在。");
        return new TaskOutcomes(wording, unknown,
                task -> current(task.state().name(), task, Permits.of(task), wording));
    }

    /** For operations on a sub task. */
    static TaskOutcomes ofSubTask(String id, long subTaskId, Wording wording) {
        return new TaskOutcomes(wording, TaskIds.unknownSubTask(id), task -> {
            var subTask = task.subTask(subTaskId);
            return current(subTask.state().name(), task, Permits.of(task, subTask), wording);
        });
    }

    ProblemException refusal(Controlled outcome) {
        return switch (outcome) {
            case Controlled.Unknown() -> unknown;
            case Controlled.Mismatch(var key) -> TaskRefusals.mismatch(key);
            case Controlled.Refused(var why, var task) -> refused(why).with(current.apply(task));
            case Controlled.Held(var by, var holder, var task) ->
                    TaskRefusals.held(by, holder, wording).with(current.apply(task));
            case Controlled.Expired(var newer, var task) -> expired(newer).with(current.apply(task));
            case Controlled.VersionChanged(var task) -> ProblemException.of(Code.VERSION_CHANGED,
                            "The task is at version " + task.version() + ".", "任务当前版本为 " + task.version() + "。")
                    .with("ETag", TaskAnswers.etag(task))
                    .with(current.apply(task));
            case Controlled.Raced(var task) -> ProblemException.of(Code.RACE_LOST).with(current.apply(task));
            case Controlled.Accepted _, Controlled.Repeated _ -> throw new IllegalArgumentException("no refusal: " + outcome);
        };
    }

    private ProblemException expired(@Nullable Task newer) {
        if (newer == null) {
            return ProblemException.of(Code.CLAIM_EXPIRED);
        }
        var id = wording.id(newer, newer.id());
        return ProblemException.of(Code.CLAIM_EXPIRED,
                        "Task " + id + " has used the claim since this one gave it back.", "任务 " + id + " 之后使用过该运维锁。")
                .heldBy(TaskHolders.used(newer, wording));
    }

    private static ProblemException refused(Permit why) {
        var reason = why.reason();
        return reason == null
                ? ProblemException.of(Code.OPERATION_REFUSED)
                : ProblemException.of(Code.OPERATION_REFUSED, sentence(reason.en(), "."), sentence(reason.zh(), "。"));
    }

    private static String sentence(String text, String stop) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1) + stop;
    }

    private static Problem.Current current(String state, Task task, List<Permit> permits, Wording wording) {
        return new Problem.Current(state, task.version(), wording.operations(permits));
    }
}
