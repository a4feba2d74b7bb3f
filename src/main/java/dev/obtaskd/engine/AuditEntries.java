package dev.obtaskd.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.obtaskd.catalogue.operation.ParameterChange;
import dev.obtaskd.id.AgentAddress;
import dev.obtaskd.id.TaskId;
import dev.obtaskd.json.ExactNumbers;
import dev.obtaskd.store.AuditEntry;
import dev.obtaskd.task.GenericIds;
import dev.obtaskd.task.Task;
import java.time.Instant;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the audit says about a request. */
final class AuditEntries {

    /** The names that operations can have. */
    private static final Pattern OPERATION = Pattern.compile("[a-z0-9][a-z0-9.-]{0,63}");

    private static final String INTERNAL = "internal";

    private AuditEntries() {}

    static AuditEntry submitted(
            long id, SubmitRequest request, Task task, AgentAddress self, Instant at) {
        return submit(
                        id,
                        request,
                        task.id(),
                        at,
                        task.state().name(),
                        AuditEntry.Result.ACCEPTED,
                        null)
                .about(AuditEntry.ObjectType.TASK, publicId(task, task.id().number(), self));
    }

    /** Its id is to be set when it is stored. */
    static AuditEntry submitRefused(SubmitRequest request, SubmitResult why, Instant at) {
        var holder = why instanceof SubmitResult.Held(var by, _) ? by.taskId() : null;
        return submit(0, request, null, at, null, AuditEntry.Result.REFUSED, code(why))
                .about(AuditEntry.ObjectType.TASK, null)
                .heldBy(holder);
    }

    /** The submit failed by an error of the daemon. */
    static AuditEntry submitFailed(SubmitRequest request, Instant at) {
        return submit(0, request, null, at, null, AuditEntry.Result.FAILED, INTERNAL)
                .about(AuditEntry.ObjectType.TASK, null);
    }

    /** The operation failed by an error of the daemon. */
    static AuditEntry failed(
            String action,
            @Nullable TaskId taskId,
            ControlRequest request,
            AuditEntry.ObjectType type,
            Instant at) {
        var actor = request.actor();
        return new AuditEntry(
                        0,
                        at,
                        actor.user(),
                        actor.role(),
                        actor.source(),
                        actor.address(),
                        action,
                        taskId,
                        null,
                        request.reason(),
                        null,
                        null,
                        AuditEntry.Result.FAILED,
                        INTERNAL)
                .about(type, null);
    }

    private static AuditEntry submit(
            long id,
            SubmitRequest request,
            @Nullable TaskId taskId,
            Instant at,
            @Nullable String after,
            AuditEntry.Result result,
            @Nullable String code) {
        var actor = request.actor();
        return new AuditEntry(
                id,
                at,
                actor.user(),
                actor.role(),
                actor.source(),
                actor.address(),
                "submit " + shown(request.operation()),
                taskId,
                null,
                request.reason(),
                null,
                after,
                result,
                code);
    }

    /** A text that no operation can have as its name is not stored. */
    private static String shown(String operation) {
        return OPERATION.matcher(operation).matches() ? operation : "-";
    }

    static AuditEntry accepted(
            long id,
            ControlOrder order,
            ControlRequest request,
            Task before,
            Task after,
            AgentAddress self,
            Instant at) {
        return entry(
                        id,
                        order,
                        request,
                        at,
                        order.stateIn(before) + params(order, ParameterChange::before),
                        order.stateIn(after) + params(order, ParameterChange::after),
                        AuditEntry.Result.ACCEPTED,
                        null)
                .about(type(order), publicId(after, order, self));
    }

    /** Its id is to be set when it is stored. */
    static AuditEntry refused(
            ControlOrder order,
            ControlRequest request,
            Task before,
            @Nullable String code,
            @Nullable TaskId holder,
            AgentAddress self,
            Instant at) {
        var state = order.stateIn(before);
        return entry(0, order, request, at, state, state, AuditEntry.Result.REFUSED, code)
                .about(type(order), publicId(before, order, self))
                .heldBy(holder);
    }

    private static AuditEntry.ObjectType type(ControlOrder order) {
        return switch (order) {
            case ControlOrder.OnTask _ -> AuditEntry.ObjectType.TASK;
            case ControlOrder.OnSubTask _ -> AuditEntry.ObjectType.SUBTASK;
            case ControlOrder.OnHold _ -> AuditEntry.ObjectType.LOCK;
        };
    }

    private static String publicId(Task task, ControlOrder order, AgentAddress self) {
        var subTask = order.subTaskId();
        return publicId(task, subTask == null ? task.id().number() : subTask.number(), self);
    }

    private static String publicId(Task task, long number, AgentAddress self) {
        return GenericIds.of(task, number, self).toString();
    }

    static AuditEntry orphanReleased(long id, TaskId owner, ControlRequest request, Instant at) {
        var actor = request.actor();
        return new AuditEntry(
                        id,
                        at,
                        actor.user(),
                        actor.role(),
                        actor.source(),
                        actor.address(),
                        ControlOrder.RELEASE,
                        owner,
                        null,
                        request.reason(),
                        null,
                        null,
                        AuditEntry.Result.ACCEPTED,
                        null)
                .about(AuditEntry.ObjectType.LOCK, null);
    }

    private static AuditEntry entry(
            long id,
            ControlOrder order,
            ControlRequest request,
            Instant at,
            String before,
            String after,
            AuditEntry.Result result,
            @Nullable String code) {
        var actor = request.actor();
        return new AuditEntry(
                id,
                at,
                actor.user(),
                actor.role(),
                actor.source(),
                actor.address(),
                order.operationName(),
                order.taskId(),
                order.subTaskId(),
                request.reason(),
                before,
                after,
                result,
                code);
    }

    /** The changed parameters without secrets, as in <code> {"/size":1}</code>. */
    private static String params(ControlOrder order, Function<ParameterChange, JsonNode> side) {
        var params = order.params();
        if (params == null || params.masked().isEmpty()) {
            return "";
        }
        var values = ExactNumbers.EXACT.objectNode();
        for (var change : params.masked()) {
            var value = side.apply(change);
            values.set(change.pointer(), value.isMissingNode() ? NullNode.getInstance() : value);
        }
        return " " + ExactNumbers.json(values);
    }

    /** The task whose claim caused a refusal. */
    static @Nullable TaskId holder(ControlResult why) {
        return switch (why) {
            case ControlResult.Held(var by, _, _) -> by.taskId();
            case ControlResult.Expired(var newer, _) -> newer == null ? null : newer.id();
            default -> null;
        };
    }

    /** The stable codes of the API. */
    static @Nullable String code(ControlResult why) {
        return switch (why) {
            case ControlResult.Refused(var operation, _) -> operation.reasonCode();
            case ControlResult.Held _ -> "claim.held";
            case ControlResult.Expired _ -> "claim.expired";
            case ControlResult.VersionChanged _ -> "version.changed";
            case ControlResult.IdempotencyMismatch _ -> "idempotency.mismatch";
            case ControlResult.ConcurrentUpdate _ -> "race.lost";
            case ControlResult.Unknown _ -> "task.unknown";
            case ControlResult.ParamsRefused(var refused) ->
                    refused.fixed() ? "params.fixed" : "params.invalid";
            case ControlResult.Accepted _, ControlResult.IdempotentReplay _ ->
                    throw new IllegalArgumentException("not a refusal: " + why);
        };
    }

    private static String code(SubmitResult why) {
        return switch (why) {
            case SubmitResult.Held _ -> "claim.held";
            case SubmitResult.Invalid _ -> "params.invalid";
            case SubmitResult.UnknownOperation _, SubmitResult.Disabled _ -> "operation.unknown";
            case SubmitResult.IdempotencyMismatch _ -> "idempotency.mismatch";
            case SubmitResult.TooMany _ -> "tasks.too-many";
            case SubmitResult.DiskLow _ -> "store.full";
            case SubmitResult.Accepted _, SubmitResult.IdempotentReplay _ ->
                    throw new IllegalArgumentException("not a refusal: " + why);
        };
    }
}
