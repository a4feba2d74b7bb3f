package dev.obtaskd.security;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Compares an account whose password was verified with the account as it is now. Every use of a
 * verification is compared, so a change of an account is in force at once, also for a log-in that
 * was in progress meanwhile.
 */
@ApplicationScoped
public class VerifiedAccounts {

    private static final String ATTRIBUTE = UserAccount.class.getName();

    private final AccountStore accounts;

    VerifiedAccounts(AccountStore accounts) {
        this.accounts = accounts;
    }

    /** The identity of an account whose password was verified. */
    static SecurityIdentity identity(UserAccount verified) {
        return verified.role()
                .builder(verified.name(), LoginMethod.BASIC)
                .addAttribute(ATTRIBUTE, verified)
                .build();
    }

    /**
     * The account as it is now; empty after its password changed, or if it was disabled or deleted.
     */
    public Optional<UserAccount> current(UserAccount verified) {
        return verified.name().equals(RootPasswordCheck.NAME)
                ? Optional.of(verified)
                : accounts.find(verified.name())
                        .filter(account -> !account.disabled())
                        .filter(account -> account.passwordHash().equals(verified.passwordHash()));
    }

    /** The identity of a caller with the role that it has now; empty if it must log in again. */
    public Optional<SecurityIdentity> current(SecurityIdentity identity) {
        @Nullable UserAccount verified = identity.getAttribute(ATTRIBUTE);
        return verified == null
                ? Optional.of(identity)
                : current(verified).map(VerifiedAccounts::identity);
    }
}
