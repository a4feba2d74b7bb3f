package dev.obtaskd.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.obtaskd.testing.SettableClock;
import io.quarkus.security.AuthenticationFailedException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AuthenticatorTest {

    private static final List<String> EITHER = List.of("ann", RootPasswordCheck.NAME);

    private final SettableClock clock = new SettableClock();
    private final InMemoryAccountStore accounts = new InMemoryAccountStore();
    private final VerifiedAccounts renewal = new VerifiedAccounts(accounts);
    private final CredentialCache verified = new CredentialCache(clock, renewal);
    private final LoginThrottle throttle = new LoginThrottle(clock);
    private final InMemoryRootPassword root = new InMemoryRootPassword();
    private final Authenticator login =
            new Authenticator(accounts, root, throttle, verified, renewal);

    @Test
    void acceptsAndCachesTheRightPassword() {
        accounts.create(
                new UserAccount("ann", UserRole.ADMIN, PasswordHasher.hash("right".toCharArray())));
        assertThat(check("192.0.2.1", List.of("ann"), "right".toCharArray()).role())
                .isEqualTo(UserRole.ADMIN);
        assertThat(verified.recall(List.of("ann"), "right".toCharArray())).isPresent();
    }

    @Test
    void renewsAHashOfAnEarlierVersionWithoutLogOut() {
        accounts.create(
                new UserAccount("ann", UserRole.ADMIN, PasswordHashes.pbkdf2("right"), false));
        var before = accounts.find("ann").orElseThrow();
        var renewed = check("192.0.2.1", List.of("ann"), "right".toCharArray());
        assertThat(renewed.passwordHash()).startsWith("$argon2id$");
        assertThat(accounts.find("ann")).contains(renewed);
        // For a log-in that was verified before.
        assertThat(renewal.current(before)).contains(renewed);
        verified.forget("ann");
        assertThat(check("192.0.2.2", List.of("ann"), "right".toCharArray())).isEqualTo(renewed);
        assertThatThrownBy(() -> check("192.0.2.2", List.of("ann"), "wrong".toCharArray()))
                .isInstanceOf(AuthenticationFailedException.class);
    }

    @Test
    void aChangedPasswordWinsOverTheRenewalOfTheOldOne() {
        var before = new UserAccount("ann", UserRole.ADMIN, PasswordHashes.pbkdf2("right"));
        var changed =
                new UserAccount("ann", UserRole.ADMIN, PasswordHasher.hash("new".toCharArray()));
        accounts.create(changed);
        renewal.renew(before, "right".toCharArray());
        assertThat(accounts.find("ann")).contains(changed);
        assertThat(renewal.current(before)).isEmpty();
    }

    @Test
    void refusesAWrongPasswordAndAnUnknownNameAlike() {
        accounts.create(
                new UserAccount("ann", UserRole.ADMIN, PasswordHasher.hash("right".toCharArray())));
        assertThatThrownBy(() -> check("192.0.2.1", List.of("ann"), "wrong".toCharArray()))
                .isExactlyInstanceOf(AuthenticationFailedException.class)
                .hasMessage(null);
        assertThatThrownBy(() -> check("192.0.2.1", List.of("bob"), "right".toCharArray()))
                .isExactlyInstanceOf(AuthenticationFailedException.class)
                .hasMessage(null);
        assertThat(verified.recall(List.of("ann"), "wrong".toCharArray())).isEmpty();
    }

    @Test
    void refusesACallerBeyondTheLimitWithoutACheck() {
        accounts.create(
                new UserAccount("ann", UserRole.ADMIN, PasswordHasher.hash("right".toCharArray())));
        for (var i = 0; i < LoginThrottle.ATTEMPTS; i++) {
            throttle.tryAgain("192.0.2.1", "ann");
        }
        assertThatThrownBy(() -> check("192.0.2.1", List.of("ann"), "right".toCharArray()))
                .isInstanceOf(TooManyAttemptsException.class);
        assertThat(check("192.0.2.2", List.of("ann"), "right".toCharArray())).isNotNull();
        clock.pass(Duration.ofMinutes(1));
        assertThat(check("192.0.2.1", List.of("ann"), "right".toCharArray())).isNotNull();
    }

    @Test
    void acceptsManyConcurrentCallersWithTheRightPassword() {
        accounts.create(
                new UserAccount("ann", UserRole.ADMIN, PasswordHasher.hash("right".toCharArray())));
        try (var many = Executors.newVirtualThreadPerTaskExecutor()) {
            var logins =
                    IntStream.range(0, 3 * LoginThrottle.ATTEMPTS)
                            .mapToObj(
                                    n ->
                                            many.submit(
                                                    () ->
                                                            check(
                                                                    "192.0.2.1",
                                                                    List.of("ann"),
                                                                    "right".toCharArray())))
                            .toList();
            assertThat(logins).allSatisfy(one -> assertThat(one.get().name()).isEqualTo("ann"));
        }
    }

    @Test
    void limitsConcurrentGuessesLikeSequentialOnes() {
        accounts.create(
                new UserAccount("ann", UserRole.ADMIN, PasswordHasher.hash("right".toCharArray())));
        var heard = new AtomicInteger();
        try (var many = Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.range(0, 2 * LoginThrottle.ATTEMPTS)
                    .forEach(
                            n ->
                                    many.submit(
                                            () -> {
                                                try {
                                                    check(
                                                            "192.0.2.1",
                                                            List.of("ann"),
                                                            ("wrong" + n).toCharArray());
                                                } catch (TooManyAttemptsException tooMany) {
                                                    return;
                                                } catch (AuthenticationFailedException wrong) {
                                                    heard.incrementAndGet();
                                                }
                                            }));
        }
        assertThat(heard.get()).isPositive().isLessThanOrEqualTo(LoginThrottle.ATTEMPTS);
    }

    @Test
    void resetsTheCountAfterASuccess() {
        accounts.create(
                new UserAccount("ann", UserRole.ADMIN, PasswordHasher.hash("right".toCharArray())));
        for (var i = 1; i < LoginThrottle.ATTEMPTS; i++) {
            throttle.tryAgain("192.0.2.1", "ann");
        }
        check("192.0.2.1", List.of("ann"), "right".toCharArray());
        assertThat(throttle.tryAgain("192.0.2.1", "ann")).isEmpty();
    }

    @Test
    void checksOtherPasswordsWithOceanBase() {
        accounts.create(
                new UserAccount(
                        "ann", UserRole.TASK_VIEWER, PasswordHasher.hash("right".toCharArray())));
        root.is("root's");
        assertThat(check("192.0.2.1", EITHER, "right".toCharArray()).name()).isEqualTo("ann");
        assertThat(root.asked()).isEmpty();
        assertThat(check("192.0.2.1", EITHER, "root's".toCharArray()).role())
                .isEqualTo(UserRole.ADMIN);
        assertThat(verified.recall(List.of(RootPasswordCheck.NAME), "root's".toCharArray()))
                .isPresent();
        assertThatThrownBy(() -> check("192.0.2.1", List.of("ann"), "root's".toCharArray()))
                .isInstanceOf(AuthenticationFailedException.class);
    }

    @Test
    void countsFailuresForBothAccountsAndResetsThemTogether() {
        accounts.create(
                new UserAccount("ann", UserRole.ADMIN, PasswordHasher.hash("right".toCharArray())));
        root.is("root's");
        for (var i = 1; i < LoginThrottle.ATTEMPTS; i++) {
            throttle.tryAgain("192.0.2.1", "ann");
            throttle.tryAgain("192.0.2.1", RootPasswordCheck.NAME);
        }
        check("192.0.2.1", EITHER, "root's".toCharArray());
        assertThat(throttle.tryAgain("192.0.2.1", "ann")).isEmpty();
        assertThat(throttle.tryAgain("192.0.2.1", "ann")).isEmpty();
        for (var i = 0; i < LoginThrottle.ATTEMPTS; i++) {
            throttle.tryAgain("192.0.2.1", RootPasswordCheck.NAME);
        }
        var before = root.asked().size();
        assertThatThrownBy(() -> check("192.0.2.1", EITHER, "guess".toCharArray()))
                .isInstanceOf(TooManyAttemptsException.class);
        assertThat(root.asked()).hasSize(before);
    }

    @Test
    void acceptsLocalAccountsWhileOceanBaseHangs() {
        accounts.create(
                new UserAccount("ann", UserRole.ADMIN, PasswordHasher.hash("right".toCharArray())));
        root.is("root's");
        try (var many = Executors.newVirtualThreadPerTaskExecutor();
                var silence = root.silence()) {
            var waiting =
                    IntStream.range(0, 4)
                            .mapToObj(
                                    n ->
                                            many.submit(
                                                    () ->
                                                            check(
                                                                    "192.0.2." + n,
                                                                    EITHER,
                                                                    "root's".toCharArray())))
                            .toList();
            root.awaitAsked();
            assertThat(check("192.0.2.9", EITHER, "right".toCharArray()).name()).isEqualTo("ann");
            silence.close();
            assertThat(waiting)
                    .allSatisfy(
                            one -> assertThat(one.get().name()).isEqualTo(RootPasswordCheck.NAME));
        }
    }

    @Test
    void countsGuessesPerAddressOverAllNames() {
        for (var i = 0; i < LoginThrottle.ATTEMPTS_OF_ADDRESS; i++) {
            assertThat(throttle.tryAgain("192.0.2.1", "name" + i)).isEmpty();
        }
        assertThat(throttle.tryAgain("192.0.2.1", "ann")).contains(Duration.ofMinutes(1));
        assertThat(throttle.tryAgain("192.0.2.2", "ann")).isEmpty();
    }

    @Test
    void localGuessesNeverLockOutTheRightPassword() {
        accounts.create(
                new UserAccount("ann", UserRole.ADMIN, PasswordHasher.hash("right".toCharArray())));
        for (var here : List.of("127.0.0.1", "::1", "0:0:0:0:0:0:0:1", "SOCKET")) {
            for (var i = 0; i < LoginThrottle.ATTEMPTS; i++) {
                throttle.tryAgain(here, "ann");
            }
            assertThatThrownBy(() -> check(here, List.of("ann"), "wrong".toCharArray()))
                    .isInstanceOf(TooManyAttemptsException.class);
            assertThat(check(here, List.of("ann"), "right".toCharArray()).name()).isEqualTo("ann");
            verified.forget("ann");
        }
    }

    @Test
    void guessesFromOtherAddressesDelayTheRightPasswordByOneCheckOnly() {
        accounts.create(
                new UserAccount("ann", UserRole.ADMIN, PasswordHasher.hash("right".toCharArray())));
        var guesses =
                IntStream.range(0, 200)
                        .mapToObj(
                                n ->
                                        login.check(
                                                new CallerAddress("192.0.2.1"),
                                                List.of("ann"),
                                                ("wrong" + n).toCharArray()))
                        .toList();
        assertThat(check("192.0.2.2", List.of("ann"), "right".toCharArray()).name())
                .isEqualTo("ann");
        assertThat(guesses)
                .filteredOn(guess -> !guess.isDone())
                .hasSizeLessThanOrEqualTo(Authenticator.MAX_WAITING + 2);
        assertThat(guesses)
                .allSatisfy(
                        guess ->
                                assertThatThrownBy(guess::get)
                                        .cause()
                                        .isInstanceOfAny(
                                                TooManyAttemptsException.class,
                                                AuthenticationFailedException.class));
    }

    @Test
    void checksConcurrentIdenticalAttemptsOnce() {
        IntStream.range(0, 200)
                .mapToObj(
                        n ->
                                login.check(
                                        new CallerAddress("192.0.2.1"),
                                        List.of("bob"),
                                        "wrong".toCharArray()))
                .toList()
                .forEach(
                        one ->
                                assertThatThrownBy(one::get)
                                        .cause()
                                        .isInstanceOf(AuthenticationFailedException.class));
        assertThat(throttle.blocked("192.0.2.1", "bob")).isEmpty();
    }

    /** The result, or the exception, as a waiting caller receives it. */
    private UserAccount check(String address, List<String> names, char[] password) {
        try {
            return login.check(new CallerAddress(address), names, password).join();
        } catch (CompletionException e) {
            throw (RuntimeException) e.getCause();
        }
    }

    @Test
    void reportsHowLongToWait() {
        for (var i = 0; i < LoginThrottle.ATTEMPTS; i++) {
            assertThat(throttle.tryAgain("192.0.2.1", "ann")).isEmpty();
        }
        clock.pass(Duration.ofSeconds(20));
        assertThat(throttle.tryAgain("192.0.2.1", "ann")).contains(Duration.ofSeconds(40));
    }
}
