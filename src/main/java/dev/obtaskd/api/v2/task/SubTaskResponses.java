package dev.obtaskd.api.v2.task;

import dev.obtaskd.api.v2.http.ResponseContext;
import dev.obtaskd.api.v2.http.TaskResponse;
import dev.obtaskd.task.Attempt;
import dev.obtaskd.task.Task;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Words what became of a sub task. */
@ApplicationScoped
class SubTaskResponses {

    private final TaskResponses answers;
    private final AttemptViews attempts;

    SubTaskResponses(TaskResponses answers, AttemptViews attempts) {
        this.answers = answers;
        this.attempts = attempts;
    }

    /**
     * What answers an operation on a sub task. All that must be read is read now: the answer itself
     * is made on the thread that writes, which must not wait for files.
     *
     * @param before as it is before the operation
     */
    Function<Task, TaskResponse> after(TaskIds.Found before, ResponseContext context) {
        var earlier = attempts.of(before.task(), before.task().subTask(before.subTaskId()));
        return task -> {
            var subTask = task.subTask(before.subTaskId());
            var all = subTask.attempt() == null ? earlier : joined(earlier, subTask.attempt());
            return answers.accepted(SubTaskMapper.view(task, subTask, all, context), task);
        };
    }

    /** The attempts known before with the latest, which may be the last of them in a new state. */
    private static List<LoggedAttempt> joined(List<LoggedAttempt> earlier, Attempt latest) {
        var all = new ArrayList<LoggedAttempt>();
        var log = new LoggedAttempt(latest, 0, 0, false);
        for (var known : earlier) {
            if (known.attempt().no() < latest.no()) {
                all.add(known);
            } else if (known.attempt().no() == latest.no()) {
                log = new LoggedAttempt(latest, known.lines(), known.bytes(), known.expired());
            }
        }
        all.add(log);
        return all;
    }
}
