package dev.obtaskd.security;

import java.util.Optional;
import java.util.function.Predicate;

/** Stores accounts. */
public interface AccountStore {

    /** The account with exactly this name, as it is now. Does not block. */
    Optional<UserAccount> find(String name);

    /** Whether the hash of any password is like this. Does not block. */
    boolean anyHash(Predicate<String> like);

    /**
     * Replaces the hash of a password by another one of the same password, unless it has changed
     * meanwhile; the hash is durable when this returns.
     */
    void renewHash(String name, String before, String after);

    /** Whether there is no account at all. */
    boolean isEmpty();

    /**
     * Creates an account for the daemon itself; it is durable and audited when this returns.
     *
     * @throws IllegalStateException if the name is taken
     */
    void create(UserAccount account);
}
