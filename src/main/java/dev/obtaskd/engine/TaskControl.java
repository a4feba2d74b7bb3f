package dev.obtaskd.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.obtaskd.exclusion.ClaimVerdict;
import dev.obtaskd.id.AttemptKey;
import dev.obtaskd.id.SubTaskId;
import dev.obtaskd.id.TaskId;
import dev.obtaskd.store.AuditEntry;
import dev.obtaskd.store.ConcurrentUpdateException;
import dev.obtaskd.store.StoreUnavailableException;
import dev.obtaskd.store.TaskStore;
import dev.obtaskd.store.Transaction;
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
    private final TaskParameters parameters;
    private final ControlPreviews previews;

    TaskControl(TaskStore writer, EngineContext context, TaskParameters parameters) {
        this.writer = writer;
        this.context = context;
        this.parameters = parameters;
        this.previews = new ControlPreviews(context);
    }

    /** Operates a whole task. */
    public ControlResult apply(TaskOp op, TaskId taskId, ControlRequest request) {
        try {
            return apply(findOrder(op, taskId), request);
        } catch (StoreUnavailableException lost) {
            throw lost;
        } catch (RuntimeException failure) {
            failed(op.apiName(), taskId, request, AuditEntry.ObjectType.TASK);
            throw failure;
        }
    }

    /** Operates one sub task. */
    public ControlResult apply(SubTaskOp op, SubTaskId subTaskId, ControlRequest request) {
        try {
            return apply(findOrder(op, subTaskId), request);
        } catch (StoreUnavailableException lost) {
            throw lost;
        } catch (RuntimeException failure) {
            failed(op.apiName(), null, request, AuditEntry.ObjectType.SUBTASK);
            throw failure;
        }
    }

    private void failed(
            String action,
            @Nullable TaskId taskId,
            ControlRequest request,
            AuditEntry.ObjectType type) {
        context.refusals()
                .count(
                        AuditEntries.failed(
                                action, taskId, request, type, context.clock().instant()));
    }

    /**
     * Retries a task with changed parameters. They are checked before the unit of work that stores
     * them, and valid only for the revision that they were made from.
     *
     * @param patch JSON Merge Patch on the newest parameters
     */
    public ControlResult retry(TaskId taskId, JsonNode patch, ControlRequest request) {
        return switch (correct(taskId, patch)) {
            case null -> new ControlResult.Unknown();
            case ParamsCorrection.Corrected corrected ->
                    apply(tx -> Optional.of(retryWith(taskId, corrected)), request);
            case ParamsCorrection.Refused why ->
                    writer.write(
                            tx ->
                                    earlier(request, tx)
                                            .orElseGet(() -> refused(taskId, why, request, tx)));
        };
    }

    /**
     * Says what a retry with changed parameters would do, and changes nothing; empty if there is no
     * such task.
     *
     * @param refused gets why the parameters cannot be used, and makes an exception of it
     */
    public Optional<OperationPreview> previewRetry(
            TaskId taskId,
            JsonNode patch,
            Actor actor,
            Function<ControlResult, RuntimeException> refused) {
        return switch (correct(taskId, patch)) {
            case null -> Optional.empty();
            case ParamsCorrection.Corrected corrected ->
                    writer.write(tx -> previews.of(retryWith(taskId, corrected), actor, tx))
                            .map(
                                    effects ->
                                            effects.withParams(
                                                    parameters.preview(
                                                            effects.task(),
                                                            corrected,
                                                            effects.runs())));
            case ParamsCorrection.Refused why ->
                    throw refused.apply(new ControlResult.ParamsRefused(why));
        };
    }

    /**
     * Ids of the living processes that the stop of an attempt waits for; empty if none is known.
     */
    public List<Long> stopping(AttemptKey attempt) {
        return context.launcher().stopping(attempt);
    }

    private ControlResult refused(
            TaskId taskId, ParamsCorrection.Refused why, ControlRequest request, Transaction tx) {
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

    private @Nullable ParamsCorrection correct(TaskId taskId, JsonNode patch) {
        return writer.reader()
                .find(taskId)
                .map(task -> parameters.correct(task, patch))
                .orElse(null);
    }

    private static ControlOrder retryWith(TaskId taskId, ParamsCorrection.Corrected params) {
        return new ControlOrder.OnTask(TaskOp.RETRY, taskId, params);
    }

    /** Releases the hold of a task. */
    public ControlResult releaseHold(TaskId owner, ControlRequest request) {
        return apply(tx -> Optional.of(new ControlOrder.OnHold(owner)), request);
    }

    /**
     * Says what the release of a hold would do, and changes nothing; empty if the task does not
     * exist or has no hold.
     */
    public Optional<OperationPreview> previewRelease(TaskId owner, Actor actor) {
        return writer.write(tx -> previews.of(new ControlOrder.OnHold(owner), actor, tx));
    }

    /**
     * Says what an operation on a task would do, and changes nothing; empty if there is no such
     * task.
     */
    public Optional<OperationPreview> preview(TaskOp op, TaskId taskId, Actor actor) {
        return writer.write(
                tx ->
                        findOrder(op, taskId)
                                .apply(tx)
                                .flatMap(order -> previews.of(order, actor, tx)));
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
                                .flatMap(order -> previews.of(order, actor, tx)));
    }

    private static Function<Transaction, Optional<ControlOrder>> findOrder(
            TaskOp op, TaskId taskId) {
        return tx -> Optional.of(new ControlOrder.OnTask(op, taskId, null));
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
