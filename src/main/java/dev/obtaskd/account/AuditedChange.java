package dev.obtaskd.account;

import dev.obtaskd.store.AuditEntry.ObjectType;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the audit says about a change of a user, session or token.
 *
 * @param action such as {@code user.create}
 * @param objectId name of a user, id of a token, or name of the account of a session
 * @param refusedId the same in the entry of a refusal
 * @param before describes the object in the accounts before the change; null if there was none
 * @param after describes it in the accounts after the change; null if there is none
 */
public record AuditedChange(
        String action,
        ObjectType type,
        String objectId,
        String refusedId,
        Function<Accounts, @Nullable String> before,
        Function<Accounts, @Nullable String> after) {

    /** Stands for an object that has no known id. */
    public static final String NO_ID = "-";

    public AuditedChange(
            String action,
            ObjectType type,
            String objectId,
            Function<Accounts, @Nullable String> before,
            Function<Accounts, @Nullable String> after) {
        this(action, type, objectId, objectId, before, after);
    }

    /** A new object. */
    public static AuditedChange created(
            String action, ObjectType type, String objectId, String after) {
        return new AuditedChange(action, type, objectId, all -> null, all -> after);
    }

    /** A new object whose id the caller does not know before it exists. */
    public AuditedChange withUnknownId() {
        return new AuditedChange(action, type, objectId, NO_ID, before, after);
    }
}
