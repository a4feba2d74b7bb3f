package dev.obtaskd.security;

import io.quarkus.security.AuthenticationFailedException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Checks a password where that of its account is kept: its hash in the store, or in OceanBase. Blocks. */
@ApplicationScoped
public class Login {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    /** No hash ever matches: OceanBase has the password. */
    private static final Account ROOT = new Account(RootPassword.NAME, Role.ADMIN, Passwords.NOBODY);

    private final Accounts accounts;
    private final RootPassword root;
    private final LoginThrottle throttle;
    private final VerifiedCredentials verified;
    /** Hashes at once, whoever asks: guessing with many names must leave a processor to the others. */
    private final Semaphore hashing = new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() / 2));
    /** Questions to OceanBase at once: one that does not answer must keep neither our threads nor our own accounts waiting. */
    private final Semaphore asking = new Semaphore(2);

    Login(Accounts accounts, RootPassword root, LoginThrottle throttle, VerifiedCredentials verified) {
        this.accounts = accounts;
        this.root = root;
        this.throttle = throttle;
        this.verified = verified;
    }

    /**
     * The first of these accounts whose password this is, remembered as verified.
     *
     * @param address from where the caller came
     * @throws TooManyTries if this caller, or everybody together, tries too often
     * @throws AuthenticationFailedException if there is no such name or the password is another one
     */
    public Account check(String address, List<String> names, char[] password) {
        for (var name : names) {
            var account = attempt(address, name, names, password);
            if (account.isPresent()) {
                return account.get();
            }
        }
        throw new AuthenticationFailedException();
    }

    private Optional<Account> attempt(String address, String name, List<String> names, char[] password) {
        refuse(throttle.blocked(address, name));
        var places = name.equals(RootPassword.NAME) ? asking : hashing;
        if (!acquired(places)) {
            throw new TooManyTries(PATIENCE);
        }
        try {
            // While this one waited, another request with the same password may have been let in.
            return verified.recall(names, password).or(() -> verify(address, name, names, password));
        } finally {
            places.release();
        }
    }

    private Optional<Account> verify(String address, String name, List<String> names, char[] password) {
        refuse(throttle.tryAgain(address, name));
        var account = name.equals(RootPassword.NAME) ? root(password) : own(name, password);
        account.ifPresent(known -> {
            names.forEach(tried -> throttle.succeeded(address, tried));
            verified.remember(known, password);
        });
        return account;
    }

    private Optional<Account> own(String name, char[] password) {
        var account = accounts.find(name);
        // An unknown name costs as much time as a wrong password: nobody learns which names exist.
        var matches = Passwords.matches(password, account.map(Account::passwordHash).orElse(Passwords.NOBODY));
        return account.filter(known -> matches);
    }

    private Optional<Account> root(char[] password) {
        // A fresh OceanBase has no password; nobody gets in here by that.
        return password.length > 0 && root.matches(password) ? Optional.of(ROOT) : Optional.empty();
    }

    private static void refuse(Optional<Duration> wait) {
        wait.ifPresent(time -> {
            throw new TooManyTries(time);
        });
    }

    private static boolean acquired(Semaphore places) {
        try {
            return places.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted while waiting to check a password", e);
        }
    }
}
