package dev.obtaskd.security;

import dev.obtaskd.store.AuditEntry;
import dev.obtaskd.store.TaskStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Audits log-ins and changes of users, tokens and sessions. */
@ApplicationScoped
public class AccountAudit {

    private static final Logger LOG = Logger.getLogger(AccountAudit.class);

    private final TaskStore store;
    private final Clock clock;

    AccountAudit(TaskStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * Stores an entry; it is durable when this returns.
     *
     * @param action such as {@code user.create}
     * @param objectId name of a user, id of a token, or name of the account of a session
     * @param before the object before; null if there was none
     * @param after the object after; null if there is none
     * @param code error code of a refusal; null if accepted
     */
    public void record(
            AuditActor actor,
            String action,
            AuditEntry.ObjectType objectType,
            String objectId,
            @Nullable String before,
            @Nullable String after,
            @Nullable String code) {
        store(
                actor,
                action,
                objectType,
                objectId,
                before,
                after,
                code == null ? AuditEntry.Result.ACCEPTED : AuditEntry.Result.REFUSED,
                code,
                1);
    }

    /** Stores that a change failed, for another reason than the store. */
    public void recordFailure(
            AuditActor actor,
            String action,
            AuditEntry.ObjectType objectType,
            String objectId,
            @Nullable String before,
            String code) {
        store(actor, action, objectType, objectId, before, null, AuditEntry.Result.FAILED, code, 1);
    }

    /** Stores an entry. */
    void store(
            AuditActor actor,
            String action,
            AuditEntry.@Nullable ObjectType objectType,
            @Nullable String objectId,
            @Nullable String before,
            @Nullable String after,
            AuditEntry.Result result,
            @Nullable String code,
            int times) {
        store.write(
                tx -> {
                    tx.audit(
                            new AuditEntry(
                                    tx.nextId(),
                                    clock.instant(),
                                    actor.name(),
                                    actor.role(),
                                    actor.source(),
                                    actor.address(),
                                    action,
                                    null,
                                    null,
                                    null,
                                    before,
                                    after,
                                    result,
                                    code,
                                    objectType,
                                    objectId,
                                    null,
                                    times));
                    return action;
                });
    }

    /**
     * Stores a log-in or a refused request later, for threads that must not block. A lost store
     * loses the entry.
     *
     * @param session name of the account of the session; null if it is about no session
     */
    void recordLater(
            AuditActor actor,
            String action,
            @Nullable String session,
            String after,
            @Nullable String code,
            int times) {
        Thread.startVirtualThread(() -> recordOrLog(actor, action, session, after, code, times));
    }

    /** The same now. */
    void recordOrLog(
            AuditActor actor,
            String action,
            @Nullable String session,
            String after,
            @Nullable String code,
            int times) {
        try {
            store(
                    actor,
                    action,
                    session == null ? null : AuditEntry.ObjectType.SESSION,
                    session,
                    null,
                    after,
                    code == null ? AuditEntry.Result.ACCEPTED : AuditEntry.Result.REFUSED,
                    code,
                    times);
        } catch (RuntimeException lost) {
            LOG.warnf("Cannot audit %s of %s: %s", action, actor.name(), lost);
        }
    }
}
