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

    /** What an entry is about. */
    public enum ObjectType {
        USER,
        TOKEN,
        SESSION
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
            ObjectType objectType,
            String objectId,
            @Nullable String before,
            @Nullable String after,
            @Nullable String code) {
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
                                    described(objectType, objectId, before),
                                    described(objectType, objectId, after),
                                    code == null
                                            ? AuditEntry.Result.ACCEPTED
                                            : AuditEntry.Result.REFUSED,
                                    code));
                    return action;
                });
    }

    /**
     * The same for a session, later: for threads that must not block. A lost store loses the entry.
     */
    void recordLater(
            AuditActor actor, String action, String objectId, String after, @Nullable String code) {
        Thread.startVirtualThread(() -> recordOrLog(actor, action, objectId, after, code));
    }

    /** The same now. */
    void recordOrLog(
            AuditActor actor, String action, String objectId, String after, @Nullable String code) {
        try {
            record(actor, action, ObjectType.SESSION, objectId, null, after, code);
        } catch (RuntimeException lost) {
            LOG.warnf("Cannot audit %s of %s: %s", action, objectId, lost);
        }
    }

    private static @Nullable String described(
            ObjectType objectType, String objectId, @Nullable String state) {
        return state == null ? null : objectType + " " + objectId + ": " + state;
    }
}
