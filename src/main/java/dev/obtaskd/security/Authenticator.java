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
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Checks passwords against the hash in the store or by a login to OceanBase. Both run on separate
 * threads, so that password guessing does not delay other requests.
 */
@ApplicationScoped
public class Authenticator {

    /** Maximum number of waiting checks per queue. */
    static final int MAX_WAITING = 16;

    private static final String INVALID_NAME = "-";

    /** Suggested wait if a queue is full. */
    private static final Duration RETRY_IF_FULL = Duration.ofSeconds(2);

    /** Matches no hash, because OceanBase checks this password. */
    private static final UserAccount ROOT =
            new UserAccount(RootPasswordCheck.NAME, UserRole.ADMIN, PasswordHasher.UNMATCHABLE);

    private final AccountStore accounts;
    private final RootPasswordCheck root;
    private final LoginThrottle throttle;
    private final CredentialCache verified;
    private final VerifiedAccounts renewal;

    /** One or two, and at most half of the processors: the others are left to requests. */
    private final FairQueue<Guesser> hashQueue =
            new FairQueue<>(
                    "password-hashes",
                    Math.clamp(Runtime.getRuntime().availableProcessors() / 2, 1, 2),
                    MAX_WAITING);

    /** Separate, so that an unresponsive OceanBase does not delay local accounts. */
    private final FairQueue<Guesser> oceanBaseQueue =
            new FairQueue<>("oceanbase-passwords", 2, MAX_WAITING);

    /** Checks in progress; an identical request waits for their result. */
    private final ConcurrentMap<Attempt, CompletableFuture<UserAccount>> inProgress =
            new ConcurrentHashMap<>();

    Authenticator(
            AccountStore accounts,
            RootPasswordCheck root,
            LoginThrottle throttle,
            CredentialCache verified,
            VerifiedAccounts renewal) {
        this.accounts = accounts;
        this.root = root;
        this.throttle = throttle;
        this.verified = verified;
        this.renewal = renewal;
    }

    /** The same without a listener. */
    public CompletableFuture<UserAccount> check(
            CallerAddress address, List<String> names, char[] password) {
        return check(address, names, password, (account, failure) -> {});
    }

    /**
     * The first of the accounts that has this password; the result is cached. Does not block.
     *
     * @param address address of the caller
     * @param listener gets the result, unless an identical check in progress has a listener already
     * @return fails with {@link TooManyAttemptsException} if the caller, or all callers together,
     *     try too often, and with {@link AuthenticationFailedException} if no account matches
     */
    public CompletableFuture<UserAccount> check(
            CallerAddress address,
            List<String> names,
            char[] password,
            BiConsumer<@Nullable UserAccount, @Nullable Throwable> listener) {
        // A name that no account can have is not kept: it may be as long as a request.
        var checked =
                names.stream().map(name -> UserNames.valid(name) ? name : INVALID_NAME).toList();
        var attempt = new Attempt(address, checked, verified.fingerprint(password));
        var result = new CompletableFuture<UserAccount>();
        var earlier = inProgress.putIfAbsent(attempt, result);
        if (earlier != null) {
            return earlier;
        }
        checkFrom(0, address, checked, password, Optional.empty())
                .whenComplete(
                        (account, failure) -> {
                            inProgress.remove(attempt);
                            end(result, account, unwrapped(failure), listener);
                        });
        return result;
    }

    private static void end(
            CompletableFuture<UserAccount> result,
            @Nullable UserAccount account,
            @Nullable Throwable failure,
            BiConsumer<@Nullable UserAccount, @Nullable Throwable> listener) {
        listener.accept(account, failure);
        if (failure == null) {
            result.complete(account);
        } else {
            result.completeExceptionally(failure);
        }
    }

    private static @Nullable Throwable unwrapped(@Nullable Throwable failure) {
        return failure instanceof CompletionException wrapped ? wrapped.getCause() : failure;
    }

    @PreDestroy
    void end() {
        hashQueue.close();
        oceanBaseQueue.close();
    }

    private CompletableFuture<UserAccount> checkFrom(
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
        var queue = name.equals(RootPasswordCheck.NAME) ? oceanBaseQueue : hashQueue;
        return queue.submit(
                        new Guesser(address, name), () -> attempt(address, name, names, password))
                .exceptionallyCompose(
                        failure ->
                                CompletableFuture.failedFuture(
                                        failure instanceof QueueFullException
                                                ? new TooManyAttemptsException(RETRY_IF_FULL)
                                                : failure))
                .thenCompose(
                        account ->
                                account.map(CompletableFuture::completedFuture)
                                        .orElseGet(
                                                () ->
                                                        checkFrom(
                                                                at + 1,
                                                                address,
                                                                names,
                                                                password,
                                                                wait.or(() -> blocked))));
    }

    private Optional<UserAccount> attempt(
            CallerAddress address, String name, List<String> names, char[] password) {
        // Another request may have verified the same password while this one waited.
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
        var hash = account.map(UserAccount::passwordHash).orElse(PasswordHasher.UNMATCHABLE);
        var matches = PasswordHasher.matches(password, hash);
        var accepted = account.filter(known -> matches && !known.disabled());
        if (accepted.isEmpty()) {
            // Same duration for an unknown name and a wrong password, so that names cannot be
            // probed.
            PasswordHasher.spendRest(password, hash, accounts.anyHash(PasswordHasher::pbkdf2));
        }
        return accepted.map(known -> renewal.renew(known, password));
    }

    private Optional<UserAccount> root(char[] password) {
        // A new OceanBase has no password; the empty one is never accepted here.
        return password.length > 0 && root.matches(password) ? Optional.of(ROOT) : Optional.empty();
    }

    private record Guesser(CallerAddress address, String name) {}

    private record Attempt(CallerAddress address, List<String> names, String password) {}
}
