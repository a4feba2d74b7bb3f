package dev.obtaskd.security;

import dev.obtaskd.account.Accounts;
import dev.obtaskd.account.AuditedChange;
import dev.obtaskd.account.ChangeAudit;
import dev.obtaskd.store.AuditEntry;
import dev.obtaskd.store.TaskStore;
import dev.obtaskd.store.Transaction;
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

    /** The entry of a change, to be written in the transaction of the change. */
    public ChangeAudit accepted(AuditActor actor, AuditedChange change) {
        return (tx, before, after) ->
                tx.audit(
                        entry(
                                tx,
                                actor,
                                change.action(),
                                change.type(),
                                change.objectId(),
                                change.before().apply(before),
                                change.after().apply(after),
                                AuditEntry.Result.ACCEPTED,
                                null,
                                1));
    }

    /**
     * Stores that a change was refused, or failed for another reason than the store; the entry is
     * durable when this returns.
     *
     * @param now the accounts, which the change has left as they are
     */
    public void notMade(
            AuditActor actor,
            AuditedChange change,
            Accounts now,
            AuditEntry.Result result,
            String code) {
        store(
                actor,
                change.action(),
                change.type(),
                change.refusedId(),
                change.before().apply(now),
                null,
                result,
                code,
                1);
    }

    /** Stores an action that is about no object; the entry is durable when this returns. */
    public void record(
            AuditActor actor,
            String action,
            @Nullable String reason,
            String after,
            AuditEntry.Result result,
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
                                    reason,
                                    null,
                                    after,
                                    result,
                                    code));
                    return action;
                });
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
                            entry(
                                    tx,
                                    actor,
                                    action,
                                    objectType,
                                    objectId,
                                    before,
                                    after,
                                    result,
                                    code,
                                    times));
                    return action;
                });
    }

    private AuditEntry entry(
            Transaction tx,
            AuditActor actor,
            String action,
            AuditEntry.@Nullable ObjectType objectType,
            @Nullable String objectId,
            @Nullable String before,
            @Nullable String after,
            AuditEntry.Result result,
            @Nullable String code,
            int times) {
        return new AuditEntry(
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
                times);
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
