package dev.obtaskd.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.obtaskd.catalogue.FixedParameters;
import dev.obtaskd.catalogue.operation.MergePatch;
import dev.obtaskd.catalogue.operation.Operation;
import dev.obtaskd.catalogue.operation.ParameterChange;
import dev.obtaskd.catalogue.operation.ParameterError;
import dev.obtaskd.catalogue.operation.ParameterMask;
import dev.obtaskd.catalogue.operation.ParameterSchema;
import dev.obtaskd.catalogue.operation.ParameterUses;
import dev.obtaskd.engine.attempt.EngineSettings;
import dev.obtaskd.engine.attempt.StepSpecs;
import dev.obtaskd.engine.attempt.UnreadableOperationException;
import dev.obtaskd.id.AgentAddress;
import dev.obtaskd.json.ExactNumbers;
import dev.obtaskd.task.ParamsRevision;
import dev.obtaskd.task.SubTaskState;
import dev.obtaskd.task.Task;
import dev.obtaskd.text.LocalizedText;
import dev.obtaskd.text.Messages;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/** The parameters of tasks: checks changes of them, and masks them for people. */
@ApplicationScoped
public class TaskParameters {

    /** Every revision is kept as long as its task. */
    static final int MAX_CHANGES = 100;

    private static final Messages MESSAGES = Messages.of("catalogue");

    private final StepSpecs specs;
    private final AgentAddress self;

    TaskParameters(StepSpecs specs, EngineSettings settings) {
        this.specs = specs;
        this.self = settings.agent().address();
    }

    /** A change of the parameters of a task. */
    public record Revision(ParamsRevision revision, List<ParameterChange> changes) {}

    /** The newest parameters, without secrets. */
    public JsonNode masked(Task task) {
        return masked(task, ExactNumbers.parse(task.params()));
    }

    /** Parameters of a task without secrets; all are masked if it is unknown which are secret. */
    JsonNode masked(Task task, JsonNode params) {
        return operation(task)
                .map(operation -> operation.params().masked(params))
                .orElseGet(() -> ParameterMask.all(params));
    }

    /** The changes of the parameters, without secrets, the oldest first. */
    public List<Revision> changes(Task task) {
        var all = new ArrayList<Revision>();
        for (var revision : task.paramsRevisions()) {
            var before = ExactNumbers.parse(task.params(revision.number() - 1));
            var after = ExactNumbers.parse(revision.params());
            all.add(
                    new Revision(
                            revision,
                            masked(task, ParameterChange.between(before, after), before, after)));
        }
        return all;
    }

    /**
     * Checks a change against the task's own copy of its operation. Not for units of work: the
     * check may take long.
     *
     * @param patch JSON Merge Patch on the newest parameters
     */
    ParamsCorrection correct(Task task, JsonNode patch) {
        var operation = operation(task);
        if (operation.isEmpty()) {
            return refused(MESSAGES.text("params.unreadable"));
        }
        var before = ExactNumbers.parse(task.params());
        // An absent patch means no change elsewhere, and here one that is not an object.
        var patched = patch.isNull() ? patch : MergePatch.apply(before, patch);
        if (!patched.isObject()) {
            return refused(MESSAGES.text("params.patch"));
        }
        return switch (operation.get().params().check(patched)) {
            case ParameterSchema.Refused(var errors) -> new ParamsCorrection.Refused(false, errors);
            case ParameterSchema.Accepted(var after) ->
                    corrected(task, operation.get(), before, after);
        };
    }

    private ParamsCorrection corrected(
            Task task, Operation operation, JsonNode before, ObjectNode after) {
        var outside = specs.disallowedDirectories(operation, after);
        if (!outside.isEmpty()) {
            return new ParamsCorrection.Refused(false, outside);
        }
        var fixed = FixedParameters.check(operation, self, before, after);
        if (!fixed.isEmpty()) {
            return new ParamsCorrection.Refused(true, fixed);
        }
        var changes = ParameterChange.between(before, after);
        if (!changes.isEmpty() && task.paramsRevision() > MAX_CHANGES) {
            return refused(MESSAGES.text("params.changes", MAX_CHANGES));
        }
        return new ParamsCorrection.Corrected(
                task.paramsRevision(), after, changes, masked(task, changes, before, after));
    }

    private static ParamsCorrection refused(LocalizedText why) {
        return new ParamsCorrection.Refused(
                false, List.of(new ParameterError("params", null, why)));
    }

    private List<ParameterChange> masked(
            Task task, List<ParameterChange> changes, JsonNode before, JsonNode after) {
        var maskedBefore = masked(task, before);
        var maskedAfter = masked(task, after);
        return changes.stream().map(change -> change.in(maskedBefore, maskedAfter)).toList();
    }

    /**
     * What a change looks like to people. Not for units of work, like the check.
     *
     * @param runs ids of the sub tasks that would run again
     */
    OperationPreview.Params preview(
            Task task, ParamsCorrection.Corrected corrected, Collection<Long> runs) {
        var users = users(task, runs);
        var changes = new ArrayList<OperationPreview.Change>();
        for (var i = 0; i < corrected.changes().size(); i++) {
            var change = corrected.changes().get(i);
            changes.add(
                    new OperationPreview.Change(
                            corrected.masked().get(i),
                            users.stream()
                                    .filter(user -> user.usesOldValueOf(change))
                                    .map(User::subTaskId)
                                    .toList()));
        }
        return new OperationPreview.Params(masked(task, corrected.params()), List.copyOf(changes));
    }

    /**
     * A sub task that has succeeded and does not run again.
     *
     * @param used the parameters that it used
     * @param params their values, with all others
     */
    private record User(long subTaskId, ParameterUses used, JsonNode params) {

        boolean usesOldValueOf(ParameterChange change) {
            return used.include(change) && !params.at(change.pointer()).equals(change.after());
        }
    }

    private List<User> users(Task task, Collection<Long> runs) {
        var operation = operation(task);
        if (operation.isEmpty()) {
            return List.of();
        }
        var uses = new HashMap<String, ParameterUses>();
        var params = new HashMap<Integer, JsonNode>();
        var users = new ArrayList<User>();
        for (var subTask : task.subTasks()) {
            var attempt = subTask.attempt();
            if (subTask.state() == SubTaskState.SUCCEEDED
                    && attempt != null
                    && !runs.contains(subTask.id())) {
                users.add(
                        new User(
                                subTask.id(),
                                uses.computeIfAbsent(
                                        subTask.stepId(),
                                        step ->
                                                ParameterUses.of(
                                                        operation.get().step(step).run().spec())),
                                params.computeIfAbsent(
                                        attempt.paramsRevision(),
                                        revision -> ExactNumbers.parse(task.params(revision)))));
            }
        }
        return users;
    }

    private Optional<Operation> operation(Task task) {
        try {
            return Optional.of(specs.operation(task));
        } catch (UnreadableOperationException unreadable) {
            return Optional.empty();
        }
    }
}
