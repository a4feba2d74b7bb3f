package dev.obtaskd.security;

/**
 * One who may log in.
 *
 * @param name unique, compared exactly
 * @param passwordHash text form made by {@link Passwords#hash}
 */
public record Account(String name, Role role, String passwordHash) {

    /** Leaves the hash out, so that no log ever has it. */
    @Override
    public String toString() {
        return "Account[" + name + ", " + role + "]";
    }
}
