package dev.obtaskd.security;

/**
 * A user account.
 *
 * @param name unique, case-sensitive
 * @param passwordHash text form of {@link PasswordHasher#hash}
 */
public record UserAccount(String name, UserRole role, String passwordHash) {

    /** Omits the hash, so that it never gets into a log. */
    @Override
    public String toString() {
        return "Account[" + name + ", " + role + "]";
    }
}
