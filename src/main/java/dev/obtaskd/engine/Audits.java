package dev.obtaskd.engine;

import dev.obtaskd.store.AuditEntry;
import dev.obtaskd.task.Task;
import java.time.Instant;

/** What the audit says about a request. */
final class Audits {

    private Audits() {}

    static AuditEntry submitted(long id, Submission submission, Task task, Instant at) {
        var actor = submission.actor();
        return new AuditEntry(id, at, actor.user(), actor.role(), actor.source(), actor.address(),
                "submit " + submission.operation(), task.id(), null, submission.reason(), null, task.state().name(),
                AuditEntry.Result.ACCEPTED, null);
    }

    static AuditEntry submitRefused(long id, Submission submission, String code, Instant at) {
        var actor = submission.actor();
        return new AuditEntry(id, at, actor.user(), actor.role(), actor.source(), actor.address(),
                "submit " + submission.operation(), null, null, submission.reason(), null, null,
                AuditEntry.Result.REFUSED, code);
    }

    static AuditEntry accepted(long id, Control.Order order, Request request, Task before, Task after, Instant at) {
        return entry(id, order, request, at, order.stateIn(before), order.stateIn(after), AuditEntry.Result.ACCEPTED, null);
    }

    static AuditEntry refused(long id, Control.Order order, Request request, Task before, Controlled why, Instant at) {
        var state = order.stateIn(before);
        return entry(id, order, request, at, state, state, AuditEntry.Result.REFUSED, code(why));
    }

    private static AuditEntry entry(
            long id, Control.Order order, Request request, Instant at, String before, String after,
            AuditEntry.Result result, String code) {
        var actor = request.actor();
        return new AuditEntry(id, at, actor.user(), actor.role(), actor.source(), actor.address(), order.word(),
                order.taskId(), order.subTaskId(), request.reason(), before, after, result, code);
    }

    /** The stable codes of the API. */
    private static String code(Controlled why) {
        return switch (why) {
            case Controlled.Refused(var permit, _) -> permit.reasonCode();
            case Controlled.Held _ -> "claim.held";
            case Controlled.Expired _ -> "claim.expired";
            case Controlled.VersionChanged _ -> "version.changed";
            case Controlled.Mismatch _ -> "idempotency.mismatch";
            case Controlled.Raced _ -> "race.lost";
            case Controlled.Unknown _ -> "task.unknown";
            case Controlled.Accepted _, Controlled.Repeated _ -> throw new IllegalArgumentException("no refusal: " + why);
        };
    }
}
