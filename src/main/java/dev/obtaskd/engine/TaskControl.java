package dev.obtaskd.engine;

import dev.obtaskd.exclusion.ClaimVerdict;
import dev.obtaskd.exclusion.ExclusionRules;
import dev.obtaskd.exclusion.Hold;
import dev.obtaskd.id.SubTaskId;
import dev.obtaskd.id.TaskId;
import dev.obtaskd.store.ConcurrentUpdateException;
import dev.obtaskd.store.TaskStore;
import dev.obtaskd.store.Transaction;
import dev.obtaskd.task.DryRun;
import dev.obtaskd.task.SubTaskOp;
import dev.obtaskd.task.Task;
import dev.obtaskd.task.TaskOp;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Operates tasks for people: retry, roll back, abandon, terminate, skip. */
@ApplicationScoped
public class TaskControl {

    private final TaskStore writer;
    private final EngineContext context;

    TaskControl(TaskStore writer, EngineContext context) {
        this.writer = writer;
        this.context = context;
    }

    /** Operates a whole task. */
    public ControlResult apply(TaskOp op, TaskId taskId, ControlRequest request) {
        return apply(findOrder(op, taskId), request);
    }

    /** Operates one sub task. */
    public ControlResult apply(SubTaskOp op, SubTaskId subTaskId, ControlRequest request) {
        return apply(findOrder(op, subTaskId), request);
    }

    /**
     * Says what an operation on a task would do, and changes nothing; empty if there is no such
     * task.
     */
    public Optional<OperationPreview> preview(TaskOp op, TaskId taskId, Actor actor) {
        return writer.write(
                tx -> findOrder(op, taskId).apply(tx).flatMap(order -> preview(order, actor, tx)));
    }

    /**
     * Says what an operation on a sub task would do, and changes nothing; empty if there is no
     * such.
     */
    public Optional<OperationPreview> preview(SubTaskOp op, SubTaskId subTaskId, Actor actor) {
        return writer.write(
                tx ->
                        findOrder(op, subTaskId)
                                .apply(tx)
                                .flatMap(order -> preview(order, actor, tx)));
    }

    private static Function<Transaction, Optional<ControlOrder>> findOrder(
            TaskOp op, TaskId taskId) {
        return tx -> Optional.of(new ControlOrder.OnTask(op, taskId));
    }

    private static Function<Transaction, Optional<ControlOrder>> findOrder(
            SubTaskOp op, SubTaskId subTaskId) {
        return tx ->
                tx.taskOf(subTaskId)
                        .map(taskId -> new ControlOrder.OnSubTask(op, taskId, subTaskId));
    }

    private ControlResult apply(
            Function<Transaction, Optional<ControlOrder>> what, ControlRequest request) {
        try {
            return writer.write(
                    tx ->
                            what.apply(tx)
                                    .map(order -> apply(order, request, tx))
                                    .orElseGet(ControlResult.Unknown::new));
        } catch (ConcurrentUpdateException race) {
            return writer.write(
                    tx ->
                            what.apply(tx)
                                    .map(order -> concurrentUpdate(order, request, tx))
                                    .orElseGet(ControlResult.Unknown::new));
        }
    }

    private ControlResult concurrentUpdate(
            ControlOrder order, ControlRequest request, Transaction tx) {
        var transaction = new EngineTransaction(context, tx);
        return transaction
                .task(order.taskId())
                .map(
                        task ->
                                refused(
                                        new ControlResult.ConcurrentUpdate(task),
                                        order,
                                        request,
                                        task,
                                        transaction))
                .orElseGet(ControlResult.Unknown::new);
    }

    private ControlResult apply(ControlOrder order, ControlRequest request, Transaction tx) {
        var transaction = new EngineTransaction(context, tx);
        var earlier =
                IdempotencyCheck.<ControlResult>findResult(
                        request.idempotency(),
                        request.actor(),
                        tx,
                        ControlResult.IdempotentReplay::new,
                        ControlResult.IdempotencyMismatch::new);
        if (earlier.isPresent()) {
            return earlier.get();
        }
        var found = transaction.task(order.taskId());
        if (found.isEmpty()) {
            return new ControlResult.Unknown();
        }
        var before = found.get();
        var refusal = refusal(order, request, before, transaction);
        return refusal == null
                ? accept(order, request, before, transaction)
                : refused(refusal, order, request, before, transaction);
    }

    private static ControlResult refused(
            ControlResult why,
            ControlOrder order,
            ControlRequest request,
            Task current,
            EngineTransaction transaction) {
        transaction
                .tx()
                .audit(
                        AuditEntries.refused(
                                transaction.tx().nextId(),
                                order,
                                request,
                                current,
                                why,
                                transaction.now()));
        return why;
    }

    private ControlResult accept(
            ControlOrder order,
            ControlRequest request,
            Task before,
            EngineTransaction transaction) {
        var after = order.applyTo(before, request.actor(), request.reason(), transaction.now());
        transaction.change(before, after);
        transaction.finish();
        var latest = transaction.latest(before);
        transaction
                .tx()
                .audit(
                        AuditEntries.accepted(
                                transaction.tx().nextId(),
                                order,
                                request,
                                before,
                                latest,
                                transaction.now()));
        IdempotencyCheck.save(request.idempotency(), latest, transaction.tx());
        return new ControlResult.Accepted(latest);
    }

    private @Nullable ControlResult refusal(
            ControlOrder order,
            ControlRequest request,
            Task before,
            EngineTransaction transaction) {
        if (request.ifVersion() != null && request.ifVersion() != before.version()) {
            return new ControlResult.VersionChanged(before);
        }
        var allowedOperation = order.allowedOperation(before);
        if (!allowedOperation.allowed()) {
            return new ControlResult.Refused(allowedOperation, before);
        }
        var after = order.applyTo(before, request.actor(), request.reason(), transaction.now());
        if (before.claimHeld() || !after.wantsClaim()) {
            return null;
        }
        var newer = transaction.usedSince(before);
        if (newer.isPresent()) {
            return new ControlResult.Expired(transaction.task(newer.get()).orElse(null), before);
        }
        return transaction.claim(before.origin().claim()) instanceof ClaimVerdict.Refused(var by)
                ? new ControlResult.Held(by, transaction.task(by.taskId()).orElse(null), before)
                : null;
    }

    private Optional<OperationPreview> preview(ControlOrder order, Actor actor, Transaction tx) {
        var transaction = new EngineTransaction(context, tx);
        return transaction
                .task(order.taskId())
                .map(
                        task -> {
                            var allowedOperation = order.allowedOperation(task);
                            if (!allowedOperation.allowed()) {
                                return new OperationPreview(
                                        task,
                                        allowedOperation,
                                        task.direction(),
                                        List.of(),
                                        List.of(),
                                        task.claimHeld()
                                                ? OperationPreview.ClaimChange.KEPT
                                                : OperationPreview.ClaimChange.NONE,
                                        List.of());
                            }
                            var after = order.applyTo(task, actor, null, transaction.now());
                            var played = DryRun.of(after, transaction.now());
                            return new OperationPreview(
                                    task,
                                    allowedOperation,
                                    after.direction(),
                                    played.runs(),
                                    played.undoes(),
                                    claim(task, after),
                                    conflicts(task, after, tx));
                        });
    }

    private static OperationPreview.ClaimChange claim(Task before, Task after) {
        if (before.claimHeld()) {
            return after.wantsClaim()
                    ? OperationPreview.ClaimChange.KEPT
                    : OperationPreview.ClaimChange.FREED;
        }
        return after.wantsClaim()
                ? OperationPreview.ClaimChange.TAKEN
                : OperationPreview.ClaimChange.NONE;
    }

    private static List<Hold> conflicts(Task before, Task after, Transaction tx) {
        if (before.claimHeld() || !after.wantsClaim()) {
            return List.of();
        }
        return tx.holds().stream()
                .filter(hold -> ExclusionRules.conflict(before.origin().claim(), hold.claim()))
                .toList();
    }
}
