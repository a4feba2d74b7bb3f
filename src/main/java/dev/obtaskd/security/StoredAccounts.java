package dev.obtaskd.security;

import dev.obtaskd.store.Users;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** The accounts in the daemon's own store. */
@ApplicationScoped
class StoredAccounts implements Accounts {

    private final Users users;

    StoredAccounts(Users users) {
        this.users = users;
    }

    @Override
    public Optional<Account> find(String name) {
        return users.find(name)
                .map(user -> new Account(user.name(), Role.valueOf(user.role()), user.passwordHash()));
    }

    @Override
    public void create(Account account) {
        if (users.find(account.name()).isPresent()) {
            throw new IllegalStateException("there is an account " + account.name() + " already");
        }
        users.save(account.name(), account.role().name(), account.passwordHash());
    }
}
