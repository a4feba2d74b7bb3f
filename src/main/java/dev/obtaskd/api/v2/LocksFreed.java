package dev.obtaskd.api.v2;

import dev.obtaskd.task.Permit;
import dev.obtaskd.task.Permits;
import dev.obtaskd.task.Task;
import dev.obtaskd.task.TaskState;
import dev.obtaskd.task.Text;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Says what would free a task's claim, from what people may do to the task now. */
final class LocksFreed {

    private static final Map<String, Text> WAYS = Map.of(
            "retry", new Text("retried until it succeeds", "重试直至成功"),
            "rollback", new Text("rolled back", "回滚"),
            "abandon", new Text("abandoned", "放弃"));

    private LocksFreed() {}

    /** A sentence in both languages. */
    static Text by(Task owner) {
        var state = owner.state();
        if (state.failed()) {
            return people(owner);
        }
        if (state == TaskState.TERMINATING) {
            return new Text("The task is being stopped; after that it must be retried, rolled back or abandoned.",
                    "任务正在终止, 终止后需重试、回滚或放弃该任务。");
        }
        return state == TaskState.ROLLING_BACK
                ? new Text("Freed when the task is rolled back.", "任务回滚完成后释放。")
                : new Text("Freed when the task ends.", "任务结束后释放。");
    }

    private static Text people(Task owner) {
        var ways = Permits.of(owner).stream()
                .filter(Permit::allowed)
                .flatMap(permit -> Optional.ofNullable(WAYS.get(permit.op())).stream())
                .toList();
        return new Text(
                "Freed when the task is " + joined(ways.stream().map(Text::en).toList(), ", ", " or ") + ".",
                "该任务被" + joined(ways.stream().map(Text::zh).toList(), "、", "或") + "后释放。");
    }

    private static String joined(List<String> words, String comma, String or) {
        if (words.size() < 2) {
            return String.join("", words);
        }
        return words.stream().limit(words.size() - 1L).collect(Collectors.joining(comma)) + or + words.getLast();
    }
}
