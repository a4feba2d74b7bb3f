package dev.obtaskd.security;

import dev.obtaskd.account.UserRepository;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Accounts in the local store. */
@ApplicationScoped
class LocalAccountStore implements AccountStore {

    private final UserRepository users;

    LocalAccountStore(UserRepository users) {
        this.users = users;
    }

    @Override
    public Optional<UserAccount> find(String name) {
        return users.find(name)
                .map(
                        user ->
                                new UserAccount(
                                        user.name(),
                                        UserRole.valueOf(user.role()),
                                        user.passwordHash()));
    }

    @Override
    public void create(UserAccount account) {
        if (users.find(account.name()).isPresent()) {
            throw new IllegalStateException("account " + account.name() + " already exists");
        }
        users.save(account.name(), account.role().name(), account.passwordHash());
    }
}
