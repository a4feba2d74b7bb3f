package dev.obtaskd.security;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Compares an account whose password was verified with the account as it is now. Every use of a
 * verification is compared, so a change of an account is in force at once, also for a log-in that
 * was in progress meanwhile.
 */
@ApplicationScoped
public class VerifiedAccounts {

    private static final Logger LOG = Logger.getLogger(VerifiedAccounts.class);
    private static final String ATTRIBUTE = UserAccount.class.getName();

    /** How long a log-in waits until its renewed hash is durable. */
    private static final Duration RENEWAL = Duration.ofSeconds(1);

    private final AccountStore accounts;

    /** New hashes of the same password by the old one: a renewal ends no log-in. */
    private final ConcurrentMap<String, String> renewed = new ConcurrentHashMap<>();

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
                        .filter(account -> samePassword(verified, account));
    }

    /**
     * Replaces a hash of an earlier scheme, and returns the account as it is then. A store that is
     * lost or hangs does not prevent the log-in; the next one tries again.
     *
     * @param password that was verified
     */
    UserAccount renew(UserAccount verified, char[] password) {
        var before = verified.passwordHash();
        if (!PasswordHasher.outdated(before)) {
            return verified;
        }
        var after = renewed.computeIfAbsent(before, old -> PasswordHasher.hash(password));
        var write =
                CompletableFuture.runAsync(
                        () -> accounts.renewHash(verified.name(), before, after),
                        Thread::startVirtualThread);
        try {
            write.get(RENEWAL.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException | InterruptedException e) {
            LOG.warnf("Cannot renew the password hash of %s yet: %s", verified.name(), e);
        }
        return current(verified).orElse(verified);
    }

    private boolean samePassword(UserAccount verified, UserAccount current) {
        var hash = current.passwordHash();
        return hash.equals(verified.passwordHash())
                || hash.equals(renewed.get(verified.passwordHash()));
    }

    /** The identity of a caller with the role that it has now; empty if it must log in again. */
    public Optional<SecurityIdentity> current(SecurityIdentity identity) {
        @Nullable UserAccount verified = identity.getAttribute(ATTRIBUTE);
        return verified == null
                ? Optional.of(identity)
                : current(verified).map(VerifiedAccounts::identity);
    }
}
