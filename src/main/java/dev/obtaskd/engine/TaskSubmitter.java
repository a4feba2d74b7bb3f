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
import dev.obtaskd.task.ClaimStatus;
import dev.obtaskd.task.Direction;
import dev.obtaskd.task.Lifetime;
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
    private final EngineContext context;
    private final StepSpecs specs;
    private final AgentAddress self;
    private final int maxUnfinished;

    TaskSubmitter(
            Catalogue catalogue,
            TaskStore writer,
            EngineContext context,
            StepSpecs specs,
            EngineSettings settings) {
        this.catalogue = catalogue;
        this.writer = writer;
        this.context = context;
        this.specs = specs;
        this.self = settings.agent().address();
        this.maxUnfinished = settings.maxUnfinished();
    }

    /**
     * Submits; {@link SubmitResult.Accepted} means the task is on disk and its first steps are on
     * their way.
     */
    public SubmitResult submit(SubmitRequest request) {
        return switch (plan(request)) {
            case Planned(var planned) when writer.lowOnSpace() && !freesSpace(planned) ->
                    refused(request, new SubmitResult.DiskLow());
            case Planned(var planned) -> writer.write(tx -> store(request, planned, tx));
            case Refused(var why) -> refused(request, why);
        };
    }

    /**
     * What was accepted before stays accepted, even if the same request would be refused by now.
     */
    private SubmitResult refused(SubmitRequest request, SubmitResult why) {
        return request.idempotency() == null
                ? why
                : writer.write(tx -> earlier(request, tx).orElse(why));
    }

    private static Optional<SubmitResult> earlier(SubmitRequest request, Transaction tx) {
        return IdempotencyCheck.findResult(
                request.idempotency(),
                request.actor(),
                tx,
                SubmitResult.IdempotentReplay::new,
                SubmitResult.IdempotencyMismatch::new);
    }

    /** Says what a submit would do now, and changes nothing. */
    public PreviewResult preview(SubmitRequest request) {
        return switch (plan(request)) {
            case Planned(var planned) -> writer.write(tx -> possiblePreview(planned, tx));
            case Refused(var why) -> new PreviewResult.Impossible(why);
        };
    }

    /**
     * The daemon's own operations are accepted on a nearly full disk too: one of them empties it.
     */
    private static boolean freesSpace(PlannedTask planned) {
        return planned.operation().hidden();
    }

    private sealed interface Checked {}

    private record Planned(PlannedTask planned) implements Checked {}

    private record Refused(SubmitResult why) implements Checked {}

    private Checked plan(SubmitRequest request) {
        var entry = catalogue.find(request.operation());
        if (entry.isEmpty()) {
            return new Refused(new SubmitResult.UnknownOperation(request.operation()));
        }
        var operation = entry.get().operation();
        if (operation == null) {
            var disabled = Objects.requireNonNull(entry.get().disabled());
            return new Refused(new SubmitResult.Disabled(request.operation(), disabled));
        }
        return switch (operation.params().check(request.params())) {
            case ParameterSchema.Refused(var errors) ->
                    new Refused(new SubmitResult.Invalid(errors));
            case ParameterSchema.Accepted(var params) -> planned(request, operation, params);
        };
    }

    private Checked planned(SubmitRequest request, Operation operation, ObjectNode params) {
        var outside = specs.disallowedDirectories(operation, params);
        if (!outside.isEmpty()) {
            return new Refused(new SubmitResult.Invalid(outside));
        }
        return switch (TaskPlanner.plan(operation, params, self, List.of(self), request.hosts())) {
            case PlanResult.Refused(var errors) -> new Refused(new SubmitResult.Invalid(errors));
            case TaskPlan plan -> new Planned(new PlannedTask(operation, params, plan));
        };
    }

    private SubmitResult store(SubmitRequest request, PlannedTask planned, Transaction tx) {
        var transaction = new EngineTransaction(context, tx);
        var earlier = earlier(request, tx);
        if (earlier.isPresent()) {
            return earlier.get();
        }
        if (context.active().unfinished() >= maxUnfinished) {
            return new SubmitResult.TooMany(maxUnfinished);
        }
        if (transaction.claim(planned.plan().claim()) instanceof ClaimVerdict.Refused(var by)) {
            tx.audit(
                    AuditEntries.submitRefused(
                            tx.nextId(), request, "claim.held", transaction.now()));
            return new SubmitResult.Held(by, transaction.task(by.taskId()).orElse(null));
        }
        var task =
                transaction.add(
                        TaskTransitions.begin(
                                task(request, planned, transaction), transaction.now()));
        transaction.finish();
        var latest = transaction.latest(task);
        tx.audit(AuditEntries.submitted(tx.nextId(), request, latest, transaction.now()));
        IdempotencyCheck.save(request.idempotency(), latest, tx);
        return new SubmitResult.Accepted(latest);
    }

    private PreviewResult possiblePreview(PlannedTask planned, Transaction tx) {
        var conflicts =
                tx.holds().stream()
                        .filter(
                                hold ->
                                        ExclusionRules.conflict(
                                                planned.plan().claim(), hold.claim()))
                        .toList();
        var owners =
                conflicts.stream()
                        .map(Hold::taskId)
                        .map(tx::task)
                        .flatMap(Optional::stream)
                        .toList();
        return new PreviewResult.Possible(planned, conflicts, owners);
    }

    private Task task(SubmitRequest request, PlannedTask planned, EngineTransaction transaction) {
        var subTasks = new ArrayList<SubTask>();
        var id = new TaskId(transaction.tx().scope(), transaction.tx().nextId());
        for (var step : planned.plan().steps()) {
            for (var host : step.hosts()) {
                var subTask = SubTask.pending(transaction.tx().nextId(), step.step().id(), host);
                subTasks.add(
                        step.runs()
                                ? subTask
                                : TaskTransitions.leaveOut(subTask, transaction.now()));
            }
        }
        var origin = definition(id, request, planned, transaction);
        return new Task(
                origin,
                specs.of(origin.sha256(), origin.document()),
                subTasks,
                Direction.FORWARD,
                false,
                false,
                ClaimStatus.NONE,
                Lifetime.NOT_STARTED,
                0);
    }

    private TaskDefinition definition(
            TaskId id, SubmitRequest request, PlannedTask planned, EngineTransaction transaction) {
        var operation = planned.operation();
        var document = operation.document();
        var plan = planned.plan();
        var initiator =
                new TaskDefinition.Initiator(request.actor().user(), request.actor().source());
        return new TaskDefinition(
                id,
                operation.name(),
                operation.title(),
                plan.claim(),
                operation.releaseOnFailure(),
                plan.target(),
                plan.hosts(),
                ExactNumbers.json(planned.params()),
                document.text(),
                document.sha256(),
                initiator,
                null,
                operation.hidden(),
                request.reason(),
                transaction.now());
    }
}
