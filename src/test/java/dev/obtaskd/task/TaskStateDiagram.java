package dev.obtaskd.task;

import static dev.obtaskd.testing.StepBuilder.step;

import dev.obtaskd.testing.TaskScenario;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The states of a task and the transitions between them, found by applying every event and every
 * allowed operation to all tasks of two steps that are reachable.
 */
final class TaskStateDiagram {

    private static final Instant AT = Instant.EPOCH;

    private final MermaidDiagram diagram = new MermaidDiagram();
    private final Set<String> seen = new HashSet<>();
    private final ArrayDeque<Task> open = new ArrayDeque<>();

    private TaskStateDiagram() {}

    static String mermaid() {
        var explored = new TaskStateDiagram();
        explored.reach(TaskScenario.of(step("a"), step("b", "a")).task());
        while (!explored.open.isEmpty()) {
            var task = explored.open.remove();
            after(task).forEach((event, next) -> explored.move(task, event, next));
        }
        return explored.diagram.text();
    }

    private void move(Task from, String event, List<Task> next) {
        for (var to : next) {
            diagram.edge(from.state().name(), event, to.state().name());
            reach(to);
        }
    }

    private void reach(Task task) {
        var key = new StringBuilder().append(task.state()).append(task.direction());
        key.append(task.terminating());
        for (var subTask : task.subTasks()) {
            key.append(subTask.state()).append(subTask.toUndo());
            key.append(subTask.queued() == null ? "" : subTask.queued().kind());
            key.append(subTask.attempt() == null ? "" : subTask.attempt().kind());
        }
        if (seen.add(key.toString())) {
            open.add(task);
        }
    }

    private static Map<String, List<Task>> after(Task task) {
        var next = new LinkedHashMap<String, List<Task>>();
        for (var op : TaskOp.values()) {
            if (AllowedOperations.of(task).get(op.ordinal()).allowed()) {
                next.put(op.apiName(), List.of(TaskOperations.apply(task, op, AT)));
            }
        }
        if (task.state().terminal()) {
            return next;
        }
        next.put("a sub task starts", each(task, TaskStateDiagram::start));
        next.put(
                "a sub task succeeds",
                each(task, (of, it) -> end(of, it, new AttemptResult.Succeeded(Map.of(), 0))));
        next.put(
                "a sub task fails",
                each(task, (of, it) -> end(of, it, AttemptResult.Failed.error(""))));
        next.put(
                "a sub task is stopped",
                each(task, (of, it) -> end(of, it, new AttemptResult.Stopped("", null, "TERM"))));
        for (var op : SubTaskOp.values()) {
            next.put(
                    op.apiName() + " of a sub task",
                    each(
                            task,
                            (of, it) ->
                                    AllowedOperations.of(of, it).get(op.ordinal()).allowed()
                                            ? Optional.of(
                                                    TaskOperations.apply(
                                                            of, it.id(), op, "admin", null, AT))
                                            : Optional.empty()));
        }
        return next;
    }

    private static Optional<Task> start(Task task, SubTask subTask) {
        return subTask.state() == SubTaskState.READY
                ? Optional.of(TaskTransitions.start(task, subTask.id(), AT, null))
                : Optional.empty();
    }

    private static Optional<Task> end(Task task, SubTask subTask, AttemptResult result) {
        return subTask.attempt() == null
                ? Optional.empty()
                : TaskTransitions.endAttempt(
                        task, subTask.id(), subTask.attempt().no(), result, AT);
    }

    private interface Step {
        Optional<Task> apply(Task task, SubTask subTask);
    }

    private static List<Task> each(Task task, Step step) {
        return task.subTasks().stream()
                .map(subTask -> step.apply(task, subTask))
                .flatMap(Optional::stream)
                .toList();
    }
}
