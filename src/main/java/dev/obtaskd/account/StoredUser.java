package dev.obtaskd.account;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A user of this agent.
 *
 * @param role name of the role
 * @param passwordHash in the form of the security package
 * @param changedAt last change of role, password or {@code disabled}
 */
public record StoredUser(
        String name,
        String role,
        String passwordHash,
        boolean disabled,
        Instant createdAt,
        Instant changedAt,
        @Nullable Instant lastLoginAt) {

    /** The user with another role. */
    public StoredUser withRole(String changed, Instant at) {
        return new StoredUser(name, changed, passwordHash, disabled, createdAt, at, lastLoginAt);
    }

    /** The user with another password. */
    public StoredUser withPasswordHash(String changed, Instant at) {
        return new StoredUser(name, role, changed, disabled, createdAt, at, lastLoginAt);
    }

    /** The user with the same password and another hash of it. */
    public StoredUser withRenewedHash(String renewed) {
        return new StoredUser(name, role, renewed, disabled, createdAt, changedAt, lastLoginAt);
    }

    /** The user, disabled or enabled. */
    public StoredUser withDisabled(boolean changed, Instant at) {
        return new StoredUser(name, role, passwordHash, changed, createdAt, at, lastLoginAt);
    }

    /** The user after a log-in. */
    public StoredUser withLogin(Instant at) {
        return new StoredUser(name, role, passwordHash, disabled, createdAt, changedAt, at);
    }

    /** Omits the hash, so that it never gets into a log. */
    @Override
    public String toString() {
        return "StoredUser[" + name + ", " + role + ", disabled=" + disabled + "]";
    }
}
