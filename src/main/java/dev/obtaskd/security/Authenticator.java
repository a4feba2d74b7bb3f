package dev.obtaskd.security;

import io.quarkus.security.AuthenticationFailedException;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Checks a password where that of its account is kept: its hash in the store, or in OceanBase. Both
 * happen on threads of their own, so that guesses hold up nothing else.
 */
@ApplicationScoped
public class Authenticator {

    /** Checks that may wait, of either kind. */
    static final int MOST_WAITING = 16;

    /** When to come again if there was no room. */
    private static final Duration SOON = Duration.ofSeconds(2);

    /** No hash ever matches: OceanBase has the password. */
    private static final UserAccount ROOT =
            new UserAccount(RootPasswordCheck.NAME, UserRole.ADMIN, PasswordHasher.NOBODY);

    private final AccountStore accounts;
    private final RootPasswordCheck root;
    private final LoginThrottle throttle;
    private final CredentialCache verified;

    /** On half the processors: guessing must leave the others to requests. */
    private final FairQueue<Guesser> hashing =
            new FairQueue<>(
                    "password-hashes",
                    Math.max(1, Runtime.getRuntime().availableProcessors() / 2),
                    MOST_WAITING);

    /**
     * Apart from the hashes: an OceanBase that does not answer must not keep our own accounts
     * waiting.
     */
    private final FairQueue<Guesser> asking =
            new FairQueue<>("password-questions", 2, MOST_WAITING);

    /** Checks under way: who sends the same again waits for their result. */
    private final ConcurrentMap<Attempt, CompletableFuture<UserAccount>> underWay =
            new ConcurrentHashMap<>();

    Authenticator(
            AccountStore accounts,
            RootPasswordCheck root,
            LoginThrottle throttle,
            CredentialCache verified) {
        this.accounts = accounts;
        this.root = root;
        this.throttle = throttle;
        this.verified = verified;
    }

    /**
     * The first of these accounts whose password this is, remembered as verified. Does not block.
     *
     * @param address from where the caller came
     * @return fails with {@link TooManyAttemptsException} if this caller, or all together, try too
     *     often, and with {@link AuthenticationFailedException} if there is no such name or the
     *     password is another one
     */
    public CompletableFuture<UserAccount> check(
            CallerAddress address, List<String> names, char[] password) {
        var attempt = new Attempt(address, names, verified.fingerprint(password));
        var mine = new CompletableFuture<UserAccount>();
        var earlier = underWay.putIfAbsent(attempt, mine);
        if (earlier != null) {
            return earlier;
        }
        from(0, address, names, password, Optional.empty())
                .whenComplete(
                        (account, failure) -> {
                            underWay.remove(attempt);
                            if (failure == null) {
                                mine.complete(account);
                            } else {
                                mine.completeExceptionally(
                                        failure instanceof CompletionException wrapped
                                                ? wrapped.getCause()
                                                : failure);
                            }
                        });
        return mine;
    }

    @PreDestroy
    void end() {
        hashing.close();
        asking.close();
    }

    private CompletableFuture<UserAccount> from(
            int at,
            CallerAddress address,
            List<String> names,
            char[] password,
            Optional<Duration> wait) {
        if (at == names.size()) {
            return CompletableFuture.failedFuture(
                    wait.<RuntimeException>map(TooManyAttemptsException::new)
                            .orElseGet(AuthenticationFailedException::new));
        }
        var name = names.get(at);
        var blocked = throttle.blocked(address.text(), name);
        if (blocked.isPresent() && !address.local()) {
            return CompletableFuture.failedFuture(new TooManyAttemptsException(blocked.get()));
        }
        var line = name.equals(RootPasswordCheck.NAME) ? asking : hashing;
        return line.submit(
                        new Guesser(address, name), () -> attempt(address, name, names, password))
                .exceptionallyCompose(
                        failure ->
                                CompletableFuture.failedFuture(
                                        failure instanceof QueueFullException
                                                ? new TooManyAttemptsException(SOON)
                                                : failure))
                .thenCompose(
                        account ->
                                account.map(CompletableFuture::completedFuture)
                                        .orElseGet(
                                                () ->
                                                        from(
                                                                at + 1,
                                                                address,
                                                                names,
                                                                password,
                                                                wait.or(() -> blocked))));
    }

    private Optional<UserAccount> attempt(
            CallerAddress address, String name, List<String> names, char[] password) {
        // While this one waited, another request with the same password may have been let in.
        return verified.recall(names, password).or(() -> verify(address, name, names, password));
    }

    private Optional<UserAccount> verify(
            CallerAddress address, String name, List<String> names, char[] password) {
        var wait = throttle.tryAgain(address.text(), name);
        if (wait.isPresent() && !address.local()) {
            throw new TooManyAttemptsException(wait.get());
        }
        var account = name.equals(RootPasswordCheck.NAME) ? root(password) : own(name, password);
        account.ifPresent(
                known -> {
                    names.forEach(tried -> throttle.succeeded(address.text(), tried));
                    verified.remember(known, password);
                });
        return account;
    }

    private Optional<UserAccount> own(String name, char[] password) {
        var account = accounts.find(name);
        // An unknown name costs as much time as a wrong password: nobody learns which names exist.
        var matches =
                PasswordHasher.matches(
                        password,
                        account.map(UserAccount::passwordHash).orElse(PasswordHasher.NOBODY));
        return account.filter(known -> matches);
    }

    private Optional<UserAccount> root(char[] password) {
        // A fresh OceanBase has no password; nobody gets in here by that.
        return password.length > 0 && root.matches(password) ? Optional.of(ROOT) : Optional.empty();
    }

    private record Guesser(CallerAddress address, String name) {}

    private record Attempt(CallerAddress address, List<String> names, String password) {}
}
