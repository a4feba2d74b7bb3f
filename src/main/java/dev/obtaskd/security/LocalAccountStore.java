package dev.obtaskd.security;

import dev.obtaskd.account.AccountRepository;
import dev.obtaskd.account.AuditedChange;
import dev.obtaskd.account.ChangeAudit;
import dev.obtaskd.account.StoredUser;
import dev.obtaskd.store.AuditEntry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Predicate;

/** Accounts in the local store. */
@ApplicationScoped
class LocalAccountStore implements AccountStore {

    private final AccountRepository accounts;
    private final AccountAudit audit;
    private final Clock clock;

    LocalAccountStore(AccountRepository accounts, AccountAudit audit, Clock clock) {
        this.accounts = accounts;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public Optional<UserAccount> find(String name) {
        return accounts.current().user(name).map(LocalAccountStore::account);
    }

    @Override
    public boolean anyHash(Predicate<String> like) {
        return accounts.current().users().values().stream()
                .anyMatch(user -> like.test(user.passwordHash()));
    }

    @Override
    public void renewHash(String name, String before, String after) {
        accounts.change(
                all ->
                        all.user(name)
                                .filter(user -> user.passwordHash().equals(before))
                                .map(user -> all.with(user.withRenewedHash(after)))
                                .orElse(all),
                ChangeAudit.NONE);
    }

    @Override
    public boolean isEmpty() {
        return accounts.current().users().isEmpty();
    }

    @Override
    public void create(UserAccount account) {
        var now = clock.instant();
        accounts.change(
                all -> {
                    if (all.user(account.name()).isPresent()) {
                        throw new IllegalStateException(
                                "account " + account.name() + " already exists");
                    }
                    return all.with(
                            new StoredUser(
                                    account.name(),
                                    account.role().name(),
                                    account.passwordHash(),
                                    account.disabled(),
                                    now,
                                    now,
                                    null));
                },
                audit.accepted(
                        AuditActor.SYSTEM,
                        AuditedChange.created(
                                "user.create",
                                AuditEntry.ObjectType.USER,
                                account.name(),
                                account.role().name())));
    }

    private static UserAccount account(StoredUser user) {
        return new UserAccount(
                user.name(), UserRole.valueOf(user.role()), user.passwordHash(), user.disabled());
    }
}
