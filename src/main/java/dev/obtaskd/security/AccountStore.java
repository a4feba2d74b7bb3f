package dev.obtaskd.security;

import java.util.Optional;

/** Stores accounts. */
public interface AccountStore {

    /** The account with exactly this name, as it is now. Does not block. */
    Optional<UserAccount> find(String name);

    /** Whether there is no account at all. */
    boolean isEmpty();

    /**
     * Creates an account for the daemon itself; it is durable and audited when this returns.
     *
     * @throws IllegalStateException if the name is taken
     */
    void create(UserAccount account);
}
