package dev.obtaskd.security;

import java.util.Optional;

/** Where accounts are kept. Both methods may block; an account that was created is durable. */
public interface AccountStore {

    /** The account of that exact name. */
    Optional<UserAccount> find(String name);

    /**
     * @throws IllegalStateException if the name is taken
     */
    void create(UserAccount account);
}
