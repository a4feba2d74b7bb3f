package dev.obtaskd.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.obtaskd.id.AttemptKey;
import dev.obtaskd.id.SubTaskId;
import dev.obtaskd.id.TaskId;
import dev.obtaskd.store.AuditEntry;
import dev.obtaskd.store.ConcurrentUpdateException;
import dev.obtaskd.store.StoreUnavailableException;
import dev.obtaskd.store.TaskStore;
import dev.obtaskd.store.Transaction;
import dev.obtaskd.task.SubTaskOp;
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
    private final OrderExecutor orders;

    TaskControl(TaskStore writer, EngineContext context, TaskParameters parameters) {
        this.writer = writer;
        this.context = context;
        this.parameters = parameters;
        this.previews = new ControlPreviews(context);
        this.orders = new OrderExecutor(context);
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
                    writer.write(tx -> orders.refuse(taskId, why, request, tx));
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
                                    .map(order -> orders.apply(order, request, tx))
                                    .orElseGet(ControlResult.Unknown::new));
        } catch (ConcurrentUpdateException race) {
            return writer.write(
                    tx ->
                            what.apply(tx)
                                    .map(order -> orders.refuseRace(order, request, tx))
                                    .orElseGet(ControlResult.Unknown::new));
        }
    }
}
