package dev.obtaskd.security;

/**
 * A user account.
 *
 * @param name unique, case-sensitive
 * @param passwordHash text form of {@link PasswordHasher#hash}
 * @param disabled whether it must not log in
 */
public record UserAccount(String name, UserRole role, String passwordHash, boolean disabled) {

    /** An account that may log in. */
    public UserAccount(String name, UserRole role, String passwordHash) {
        this(name, role, passwordHash, false);
    }

    /** Omits the hash, so that it never gets into a log. */
    @Override
    public String toString() {
        return "Account[" + name + ", " + role + "]";
    }
}
