package dev.obtaskd.api.v2.task;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import dev.obtaskd.api.v2.http.ResponseContext;
import dev.obtaskd.api.v2.wire.LockView;
import dev.obtaskd.task.Task;
import dev.obtaskd.task.TaskStep;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everything about a task.
 *
 * @param task the same as in lists
 * @param params as validated, secrets masked
 * @param edges from upstream to downstream
 * @param claim what it holds; null if nothing
 * @param focus where to look first; null if there is nothing to see
 */
@RegisterForReflection(registerFullHierarchy = true)
public record TaskDetailView(
        @JsonUnwrapped TaskView task,
        JsonNode params,
        List<StepView> steps,
        List<Edge> edges,
        List<SubTaskView> subTasks,
        @Nullable LockView claim,
        @Nullable FocusView focus) {

    /** An arrow between two steps. */
    public record Edge(String from, String to) {}

    /**
     * The sub task that "locate current progress" jumps to.
     *
     * @param line of its log, from 1; null if there is none
     * @param text that line; null if there is none
     */
    public record FocusView(
            String subTaskId, int attempt, @Nullable Long line, @Nullable String text) {}

    /**
     * @param attempts by row id of the sub task; a sub task without any may be missing
     */
    static TaskDetailView of(
            Task task,
            JsonNode params,
            Map<Long, List<AttemptView.Logged>> attempts,
            @Nullable LockView claim,
            @Nullable FocusView focus,
            ResponseContext wording) {
        return new TaskDetailView(
                TaskView.of(task, wording),
                params,
                task.graph().steps().stream().map(step -> StepView.of(task, step)).toList(),
                task.graph().steps().stream().flatMap(TaskDetailView::into).toList(),
                task.subTasks().stream()
                        .map(
                                subTask ->
                                        SubTaskView.of(
                                                task,
                                                subTask,
                                                attempts.getOrDefault(subTask.id(), List.of()),
                                                wording))
                        .toList(),
                claim,
                focus);
    }

    private static Stream<Edge> into(TaskStep step) {
        return step.needs().stream().map(need -> new Edge(need, step.id()));
    }
}
