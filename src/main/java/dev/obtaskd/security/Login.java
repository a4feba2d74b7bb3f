package dev.obtaskd.security;

import io.quarkus.security.AuthenticationFailedException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Checks a name and a password against the stored hash. Blocks. */
@ApplicationScoped
public class Login {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Accounts accounts;
    private final LoginThrottle throttle;
    private final VerifiedCredentials verified;
    /** Hashes at once, whoever asks: guessing with many names must leave a processor to the others. */
    private final Semaphore hashing = new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() / 2));

    Login(Accounts accounts, LoginThrottle throttle, VerifiedCredentials verified) {
        this.accounts = accounts;
        this.throttle = throttle;
        this.verified = verified;
    }

    /**
     * The account, remembered as verified.
     *
     * @param address from where the caller came
     * @throws TooManyTries if this caller, or everybody together, tries too often
     * @throws AuthenticationFailedException if there is no such name or the password is another one
     */
    public Account check(String address, String name, char[] password) {
        refuse(throttle.blocked(address, name));
        if (!acquired()) {
            throw new TooManyTries(PATIENCE);
        }
        try {
            // While this one waited, another request with the same password may have been let in.
            return verified.recall(name, password).orElseGet(() -> verify(address, name, password));
        } finally {
            hashing.release();
        }
    }

    private Account verify(String address, String name, char[] password) {
        refuse(throttle.tryAgain(address, name));
        var account = accounts.find(name);
        // An unknown name costs as much time as a wrong password: nobody learns which names exist.
        var matches = Passwords.matches(password, account.map(Account::passwordHash).orElse(Passwords.NOBODY));
        if (account.isEmpty() || !matches) {
            throw new AuthenticationFailedException();
        }
        throttle.succeeded(address, name);
        verified.remember(account.get(), password);
        return account.get();
    }

    private static void refuse(Optional<Duration> wait) {
        wait.ifPresent(time -> {
            throw new TooManyTries(time);
        });
    }

    private boolean acquired() {
        try {
            return hashing.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted while waiting to check a password", e);
        }
    }
}
