package dev.obtaskd.security;

/**
 * One who may log in.
 *
 * @param name unique, compared exactly
 * @param passwordHash text form made by {@link PasswordHasher#hash}
 */
public record UserAccount(String name, UserRole role, String passwordHash) {

    /** Leaves the hash out, so that no log ever has it. */
    @Override
    public String toString() {
        return "Account[" + name + ", " + role + "]";
    }
}
