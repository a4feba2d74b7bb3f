package dev.obtaskd.security;

import dev.obtaskd.testing.SettableClock;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.security.AuthenticationFailedException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LoginTest {

    private final SettableClock clock = new SettableClock();
    private final AccountsInMemory accounts = new AccountsInMemory();
    private final VerifiedCredentials verified = new VerifiedCredentials(clock);
    private final LoginThrottle throttle = new LoginThrottle(clock);
    private final Login login = new Login(accounts, throttle, verified);

    @Test
    void letsInAndRemembersWhoKnowsThePassword() {
        accounts.create(new Account("ann", Role.ADMIN, Passwords.hash("right".toCharArray())));
        assertThat(login.check("::1", "ann", "right".toCharArray()).role()).isEqualTo(Role.ADMIN);
        assertThat(verified.recall("ann", "right".toCharArray())).isPresent();
    }

    @Test
    void refusesAWrongPasswordAndAnUnknownNameAlike() {
        accounts.create(new Account("ann", Role.ADMIN, Passwords.hash("right".toCharArray())));
        assertThatThrownBy(() -> login.check("::1", "ann", "wrong".toCharArray()))
                .isExactlyInstanceOf(AuthenticationFailedException.class)
                .hasMessage(null);
        assertThatThrownBy(() -> login.check("::1", "bob", "right".toCharArray()))
                .isExactlyInstanceOf(AuthenticationFailedException.class)
                .hasMessage(null);
        assertThat(verified.recall("ann", "wrong".toCharArray())).isEmpty();
    }

    @Test
    void doesNotEvenHearWhoTriesTooOften() {
        accounts.create(new Account("ann", Role.ADMIN, Passwords.hash("right".toCharArray())));
        for (var i = 0; i < LoginThrottle.TRIES; i++) {
            throttle.tryAgain("::1", "ann");
        }
        assertThatThrownBy(() -> login.check("::1", "ann", "right".toCharArray())).isInstanceOf(TooManyTries.class);
        assertThat(login.check("::2", "ann", "right".toCharArray())).isNotNull();
        clock.pass(Duration.ofMinutes(1));
        assertThat(login.check("::1", "ann", "right".toCharArray())).isNotNull();
    }

    @Test
    void startsCountingAnewAfterASuccess() {
        accounts.create(new Account("ann", Role.ADMIN, Passwords.hash("right".toCharArray())));
        for (var i = 1; i < LoginThrottle.TRIES; i++) {
            throttle.tryAgain("::1", "ann");
        }
        login.check("::1", "ann", "right".toCharArray());
        assertThat(throttle.tryAgain("::1", "ann")).isEmpty();
    }

    @Test
    void saysHowLongToWait() {
        for (var i = 0; i < LoginThrottle.TRIES; i++) {
            assertThat(throttle.tryAgain("::1", "ann")).isEmpty();
        }
        clock.pass(Duration.ofSeconds(20));
        assertThat(throttle.tryAgain("::1", "ann")).contains(Duration.ofSeconds(40));
    }
}
