package dev.obtaskd.security;

/** Refuses a change of users or tokens. */
public final class AccountException extends RuntimeException {

    /** Why it is refused. */
    public enum Kind {
        USER_UNKNOWN,
        USER_EXISTS,
        LAST_ADMIN,
        TOKEN_UNKNOWN,
        TOO_MANY_TOKENS,
        /** The account is not one of the local store. */
        EXTERNAL,
        /** The password was changed meanwhile. */
        PASSWORD_WRONG
    }

    private final Kind kind;

    public AccountException(Kind kind) {
        super(kind.name(), null, false, false);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
