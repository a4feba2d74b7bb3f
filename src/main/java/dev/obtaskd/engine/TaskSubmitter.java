package dev.obtaskd.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.obtaskd.catalogue.Catalogue;
import dev.obtaskd.catalogue.PlanResult;
import dev.obtaskd.catalogue.TaskPlan;
import dev.obtaskd.catalogue.TaskPlanner;
import dev.obtaskd.catalogue.operation.Operation;
import dev.obtaskd.catalogue.operation.ParameterSchema;
import dev.obtaskd.engine.attempt.EngineSettings;
import dev.obtaskd.engine.attempt.StepSpecs;
import dev.obtaskd.exclusion.ClaimVerdict;
import dev.obtaskd.exclusion.ExclusionRules;
import dev.obtaskd.exclusion.Hold;
import dev.obtaskd.id.AgentAddress;
import dev.obtaskd.id.TaskId;
import dev.obtaskd.json.ExactNumbers;
import dev.obtaskd.store.TaskStore;
import dev.obtaskd.store.Transaction;
import dev.obtaskd.task.Direction;
import dev.obtaskd.task.SubTask;
import dev.obtaskd.task.Task;
import dev.obtaskd.task.TaskDefinition;
import dev.obtaskd.task.TaskTransitions;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Makes tasks from operations: checked and planned first, then stored with their claim in one unit.
 */
@ApplicationScoped
public class TaskSubmitter {

    private final Catalogue catalogue;
    private final TaskStore writer;
    private final EngineContext parts;
    private final StepSpecs specs;
    private final AgentAddress self;
    private final int maxUnfinished;

    TaskSubmitter(
            Catalogue catalogue,
            TaskStore writer,
            EngineContext parts,
            StepSpecs specs,
            EngineSettings settings) {
        this.catalogue = catalogue;
        this.writer = writer;
        this.parts = parts;
        this.specs = specs;
        this.self = settings.agent().address();
        this.maxUnfinished = settings.maxUnfinished();
    }

    /**
     * Submits; {@link SubmitResult.Accepted} means the task is on disk and its first steps are on
     * their way.
     */
    public SubmitResult submit(SubmitRequest submission) {
        return switch (propose(submission)) {
            case Sound(var proposal) when writer.lowOnSpace() && !makesRoom(proposal) ->
                    refused(submission, new SubmitResult.DiskLow());
            case Sound(var proposal) -> writer.write(tx -> store(submission, proposal, tx));
            case Unsound(var why) -> refused(submission, why);
        };
    }

    /**
     * What was accepted before stays accepted, even if the same request would be refused by now.
     */
    private SubmitResult refused(SubmitRequest submission, SubmitResult why) {
        return submission.repeat() == null
                ? why
                : writer.write(tx -> earlier(submission, tx).orElse(why));
    }

    private static Optional<SubmitResult> earlier(SubmitRequest submission, Transaction tx) {
        return IdempotentResponses.earlier(
                submission.repeat(),
                submission.actor(),
                tx,
                SubmitResult.Repeated::new,
                SubmitResult.Mismatch::new);
    }

    /** Says what a submit would do now, and changes nothing. */
    public PreviewResult preview(SubmitRequest submission) {
        return switch (propose(submission)) {
            case Sound(var proposal) -> writer.write(tx -> possible(proposal, tx));
            case Unsound(var why) -> new PreviewResult.Impossible(why);
        };
    }

    /**
     * The daemon's own operations are accepted on a nearly full disk too: one of them empties it.
     */
    private static boolean makesRoom(PlannedTask proposal) {
        return proposal.operation().hidden();
    }

    private sealed interface Checked {}

    private record Sound(PlannedTask proposal) implements Checked {}

    private record Unsound(SubmitResult why) implements Checked {}

    private Checked propose(SubmitRequest submission) {
        var entry = catalogue.find(submission.operation());
        if (entry.isEmpty()) {
            return new Unsound(new SubmitResult.UnknownOperation(submission.operation()));
        }
        var operation = entry.get().operation();
        if (operation == null) {
            var disabled = Objects.requireNonNull(entry.get().disabled());
            return new Unsound(
                    new SubmitResult.Disabled(submission.operation(), disabled.toString()));
        }
        return switch (operation.params().check(submission.params())) {
            case ParameterSchema.Refused(var errors) ->
                    new Unsound(new SubmitResult.Invalid(errors));
            case ParameterSchema.Accepted(var params) -> proposed(submission, operation, params);
        };
    }

    private Checked proposed(SubmitRequest submission, Operation operation, ObjectNode params) {
        var outside = specs.outside(operation, params);
        if (!outside.isEmpty()) {
            return new Unsound(new SubmitResult.Invalid(outside));
        }
        return switch (TaskPlanner.plan(
                operation, params, self, List.of(self), submission.hosts())) {
            case PlanResult.Refused(var errors) -> new Unsound(new SubmitResult.Invalid(errors));
            case TaskPlan plan -> new Sound(new PlannedTask(operation, params, plan));
        };
    }

    private SubmitResult store(SubmitRequest submission, PlannedTask proposal, Transaction tx) {
        var turn = new EngineTransaction(parts, tx);
        var earlier = earlier(submission, tx);
        if (earlier.isPresent()) {
            return earlier.get();
        }
        if (parts.active().unfinished() >= maxUnfinished) {
            return new SubmitResult.TooMany(maxUnfinished);
        }
        if (turn.claim(proposal.plan().claim()) instanceof ClaimVerdict.Refused(var by)) {
            tx.audit(AuditEntries.submitRefused(tx.nextId(), submission, "claim.held", turn.now()));
            return new SubmitResult.Held(by, turn.task(by.taskId()).orElse(null));
        }
        var task = turn.add(TaskTransitions.begin(task(submission, proposal, turn), turn.now()));
        turn.finish();
        var latest = turn.latest(task);
        tx.audit(AuditEntries.submitted(tx.nextId(), submission, latest, turn.now()));
        IdempotentResponses.remember(submission.repeat(), latest, tx);
        return new SubmitResult.Accepted(latest);
    }

    private PreviewResult possible(PlannedTask proposal, Transaction tx) {
        var conflicts =
                tx.holds().stream()
                        .filter(
                                hold ->
                                        ExclusionRules.conflict(
                                                proposal.plan().claim(), hold.claim()))
                        .toList();
        var owners =
                conflicts.stream()
                        .map(Hold::taskId)
                        .map(tx::task)
                        .flatMap(Optional::stream)
                        .toList();
        return new PreviewResult.Possible(proposal, conflicts, owners);
    }

    private Task task(SubmitRequest submission, PlannedTask proposal, EngineTransaction turn) {
        var subTasks = new ArrayList<SubTask>();
        var id = new TaskId(turn.tx().scope(), turn.tx().nextId());
        for (var step : proposal.plan().steps()) {
            for (var host : step.hosts()) {
                var subTask = SubTask.pending(turn.tx().nextId(), step.step().id(), host);
                subTasks.add(step.runs() ? subTask : TaskTransitions.leaveOut(subTask, turn.now()));
            }
        }
        var origin = origin(id, submission, proposal, turn);
        return new Task(
                origin,
                specs.of(origin.sha256(), origin.document()),
                subTasks,
                Direction.FORWARD,
                false,
                false,
                false,
                null,
                null,
                null,
                0);
    }

    private TaskDefinition origin(
            TaskId id, SubmitRequest submission, PlannedTask proposal, EngineTransaction turn) {
        var operation = proposal.operation();
        var document = operation.document();
        var plan = proposal.plan();
        var initiator =
                new TaskDefinition.Initiator(
                        submission.actor().user(), submission.actor().source());
        return new TaskDefinition(
                id,
                operation.name(),
                operation.title(),
                plan.claim(),
                operation.releaseOnFailure(),
                plan.target(),
                plan.hosts(),
                ExactNumbers.json(proposal.params()),
                document.text(),
                document.sha256(),
                initiator,
                null,
                operation.hidden(),
                submission.reason(),
                turn.now());
    }
}
