package dev.obtaskd.security;

import java.util.Optional;

/** Stores accounts. Both methods may block; a created account is durable. */
public interface AccountStore {

    /** The account with exactly this name. */
    Optional<UserAccount> find(String name);

    /**
     * @throws IllegalStateException if the name is taken
     */
    void create(UserAccount account);
}
