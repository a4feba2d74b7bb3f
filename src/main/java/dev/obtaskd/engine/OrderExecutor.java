package dev.obtaskd.engine;

import dev.obtaskd.exclusion.ClaimVerdict;
import dev.obtaskd.id.TaskId;
import dev.obtaskd.store.Transaction;
import dev.obtaskd.task.Task;
import dev.obtaskd.task.TaskOp;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides and carries out operations on tasks within a unit of work. */
final class OrderExecutor {

    private final EngineContext context;

    OrderExecutor(EngineContext context) {
        this.context = context;
    }

    /** Refuses a retry because of its parameters. */
    ControlResult refuse(
            TaskId taskId, ParamsCorrection.Refused why, ControlRequest request, Transaction tx) {
        var earlier = earlier(request, tx);
        if (earlier.isPresent()) {
            return earlier.get();
        }
        var transaction = new EngineTransaction(context, tx);
        var order = new ControlOrder.OnTask(TaskOp.RETRY, taskId, null);
        return transaction
                .task(taskId)
                .map(
                        task ->
                                refused(
                                        new ControlResult.ParamsRefused(why),
                                        order,
                                        request,
                                        task,
                                        transaction))
                .orElseGet(ControlResult.Unknown::new);
    }

    /** Refuses an operation because another change of the task came first. */
    ControlResult refuseRace(ControlOrder order, ControlRequest request, Transaction tx) {
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

    /** Decides about an operation and changes the task if it is allowed. */
    ControlResult apply(ControlOrder order, ControlRequest request, Transaction tx) {
        var transaction = new EngineTransaction(context, tx);
        var earlier = earlier(request, tx);
        var found = transaction.task(order.taskId());
        if (earlier.isPresent()) {
            return earlier.get() instanceof ControlResult.IdempotencyMismatch mismatch
                            && found.isPresent()
                    ? refused(mismatch, order, request, found.get(), transaction)
                    : earlier.get();
        }
        if (found.isEmpty() || !order.exists(tx)) {
            return new ControlResult.Unknown();
        }
        var before = found.get();
        var refusal = refusal(order, request, before, transaction);
        return refusal == null
                ? accept(order, request, before, transaction)
                : refused(refusal, order, request, before, transaction);
    }

    private static Optional<ControlResult> earlier(ControlRequest request, Transaction tx) {
        return IdempotencyCheck.findResult(
                request.idempotency(),
                request.actor(),
                tx,
                ControlResult.IdempotentReplay::new,
                ControlResult.IdempotencyMismatch::new);
    }

    private ControlResult refused(
            ControlResult why,
            ControlOrder order,
            ControlRequest request,
            Task current,
            EngineTransaction transaction) {
        context.refusals()
                .add(
                        AuditEntries.refused(
                                order,
                                request,
                                current,
                                AuditEntries.code(why),
                                AuditEntries.holder(why),
                                context.self(),
                                transaction.now()),
                        transaction.tx());
        return why;
    }

    private ControlResult accept(
            ControlOrder order,
            ControlRequest request,
            Task before,
            EngineTransaction transaction) {
        var after = order.applyTo(before, request.actor(), request.reason(), transaction.now());
        transaction.change(before, after);
        if (order instanceof ControlOrder.OnHold) {
            // Also that of a task that says it holds nothing.
            transaction.tx().deleteHold(order.taskId());
        }
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
                                context.self(),
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
        if (!order.fits(before)) {
            return new ControlResult.ConcurrentUpdate(before);
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
}
