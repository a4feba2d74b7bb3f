package dev.obtaskd.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.obtaskd.engine.attempt.StepSpecs;
import dev.obtaskd.engine.attempt.UnreadableOperationException;
import dev.obtaskd.json.ExactNumbers;
import dev.obtaskd.task.AttemptKind;
import dev.obtaskd.task.SubTask;
import dev.obtaskd.task.Task;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What the sub tasks that an operation would run or undo would execute. */
@ApplicationScoped
public class PlannedActions {

    private final StepSpecs specs;
    private final TaskParameters parameters;

    PlannedActions(StepSpecs specs, TaskParameters parameters) {
        this.specs = specs;
        this.parameters = parameters;
    }

    /**
     * What a sub task would execute.
     *
     * @param spec of the step kind, secrets masked; values that are not known yet are templates
     */
    public record PlannedAction(long subTaskId, AttemptKind kind, JsonNode spec) {}

    /**
     * The actions of a preview, in order; those that cannot be known are absent. Not for units of
     * work: it may take long.
     */
    public List<PlannedAction> of(OperationPreview preview) {
        try {
            var actions = new ArrayList<PlannedAction>();
            undoes(preview, actions);
            runs(preview, actions);
            return actions;
        } catch (UnreadableOperationException unreadable) {
            return List.of();
        }
    }

    /** A sub task is undone with the parameters of its run, before any step runs again. */
    private void undoes(OperationPreview preview, List<PlannedAction> actions) {
        var task = preview.task();
        var params = new HashMap<Integer, JsonNode>();
        for (var id : preview.undoes()) {
            var subTask = task.subTask(id);
            var attempt = subTask.attempt();
            if (attempt != null) {
                var used =
                        params.computeIfAbsent(
                                attempt.paramsRevision(),
                                revision ->
                                        parameters.masked(
                                                task, ExactNumbers.parse(task.params(revision))));
                add(task, subTask, AttemptKind.ROLLBACK, used, Set.of(), actions);
            }
        }
    }

    private void runs(OperationPreview preview, List<PlannedAction> actions) {
        var task = preview.task();
        var changed = preview.params();
        var params = changed == null ? parameters.masked(task) : changed.after();
        var rerun =
                preview.runs().stream()
                        .map(id -> task.subTask(id).stepId())
                        .collect(Collectors.toSet());
        for (var id : preview.runs()) {
            add(task, task.subTask(id), AttemptKind.RUN, params, rerun, actions);
        }
    }

    private void add(
            Task task,
            SubTask subTask,
            AttemptKind kind,
            JsonNode params,
            Set<String> rerun,
            List<PlannedAction> actions) {
        specs.preview(task, subTask, kind, params, rerun)
                .ifPresent(
                        action ->
                                actions.add(new PlannedAction(subTask.id(), kind, action.spec())));
    }
}
