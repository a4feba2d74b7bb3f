package dev.obtaskd.security;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Compares the account of a caller with what it was at the time of the request. Callers without an
 * account (root of OceanBase, the local socket) stay valid.
 */
@ApplicationScoped
class AccountRecheck implements CallerRecheck {

    private final AccountStore accounts;

    AccountRecheck(AccountStore accounts) {
        this.accounts = accounts;
    }

    @Override
    public Caller remember(SecurityIdentity identity) {
        var name = identity.getPrincipal().getName();
        var role =
                Arrays.stream(UserRole.values())
                        .filter(each -> identity.hasRole(each.name()))
                        .findFirst()
                        .orElseThrow();
        return new Remembered(accounts, name, role, accounts.find(name).orElse(null));
    }

    private record Remembered(
            AccountStore accounts, String name, UserRole role, @Nullable UserAccount account)
            implements Caller {

        @Override
        public Optional<AccessEnd> ended() {
            if (account == null) {
                return Optional.empty();
            }
            var now = accounts.find(name);
            if (now.isEmpty() || !now.get().passwordHash().equals(account.passwordHash())) {
                return Optional.of(AccessEnd.SESSION);
            }
            return now.get().role() == account.role()
                    ? Optional.empty()
                    : Optional.of(AccessEnd.ROLE);
        }
    }
}
