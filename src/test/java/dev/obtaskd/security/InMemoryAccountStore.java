package dev.obtaskd.security;

import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** Accounts in memory. */
@DefaultBean
@ApplicationScoped
public class InMemoryAccountStore implements AccountStore {

    private final Map<String, UserAccount> byName = new ConcurrentHashMap<>();

    @Override
    public Optional<UserAccount> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** Adds an account, or replaces the one with this name. */
    void change(UserAccount account) {
        byName.put(account.name(), account);
    }

    @Override
    public boolean anyHash(Predicate<String> like) {
        return byName.values().stream().anyMatch(account -> like.test(account.passwordHash()));
    }

    @Override
    public void renewHash(String name, String before, String after) {
        byName.computeIfPresent(
                name,
                (key, account) ->
                        account.passwordHash().equals(before)
                                ? new UserAccount(name, account.role(), after, account.disabled())
                                : account);
    }

    @Override
    public boolean isEmpty() {
        return byName.isEmpty();
    }

    @Override
    public void create(UserAccount account) {
        if (byName.putIfAbsent(account.name(), account) != null) {
            throw new IllegalStateException("there is a " + account.name());
        }
    }
}
