package dev.obtaskd.engine;

import dev.obtaskd.store.AuditEntry;
import dev.obtaskd.task.Task;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the audit says about a request. */
final class AuditEntries {

    private AuditEntries() {}

    static AuditEntry submitted(long id, SubmitRequest request, Task task, Instant at) {
        var actor = request.actor();
        return new AuditEntry(
                id,
                at,
                actor.user(),
                actor.role(),
                actor.source(),
                actor.address(),
                "submit " + request.operation(),
                task.id(),
                null,
                request.reason(),
                null,
                task.state().name(),
                AuditEntry.Result.ACCEPTED,
                null);
    }

    static AuditEntry submitRefused(long id, SubmitRequest request, String code, Instant at) {
        var actor = request.actor();
        return new AuditEntry(
                id,
                at,
                actor.user(),
                actor.role(),
                actor.source(),
                actor.address(),
                "submit " + request.operation(),
                null,
                null,
                request.reason(),
                null,
                null,
                AuditEntry.Result.REFUSED,
                code);
    }

    static AuditEntry accepted(
            long id,
            ControlOrder order,
            ControlRequest request,
            Task before,
            Task after,
            Instant at) {
        return entry(
                id,
                order,
                request,
                at,
                order.stateIn(before),
                order.stateIn(after),
                AuditEntry.Result.ACCEPTED,
                null);
    }

    static AuditEntry refused(
            long id,
            ControlOrder order,
            ControlRequest request,
            Task before,
            ControlResult why,
            Instant at) {
        var state = order.stateIn(before);
        return entry(id, order, request, at, state, state, AuditEntry.Result.REFUSED, code(why));
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

    /** The stable codes of the API. */
    private static @Nullable String code(ControlResult why) {
        return switch (why) {
            case ControlResult.Refused(var operation, _) -> operation.reasonCode();
            case ControlResult.Held _ -> "claim.held";
            case ControlResult.Expired _ -> "claim.expired";
            case ControlResult.VersionChanged _ -> "version.changed";
            case ControlResult.IdempotencyMismatch _ -> "idempotency.mismatch";
            case ControlResult.ConcurrentUpdate _ -> "race.lost";
            case ControlResult.Unknown _ -> "task.unknown";
            case ControlResult.Accepted _, ControlResult.IdempotentReplay _ ->
                    throw new IllegalArgumentException("no refusal: " + why);
        };
    }
}
