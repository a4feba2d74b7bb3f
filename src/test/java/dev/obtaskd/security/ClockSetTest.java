package dev.obtaskd.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Setting the clock of the host affects neither sessions nor throttling. */
@QuarkusTest
class ClockSetTest {

    @Inject SessionStore sessions;

    @Inject LoginThrottle throttle;

    @Inject CredentialCache verified;

    @Inject AccountStore accounts;

    /**
     * State created under this clock, which is ten years slow, would expire when the clock is
     * corrected.
     */
    @BeforeEach
    void slow() {
        QuarkusMock.installMockForType(
                Clock.offset(Clock.systemUTC(), Duration.ofDays(-3650)), Clock.class);
    }

    @Test
    void doesNotAffectSessions() {
        var ann =
                QuarkusSecurityIdentity.builder().setPrincipal(new QuarkusPrincipal("ann")).build();
        var id = sessions.open(ann);
        setTheClock();
        assertThat(sessions.use(id)).isEqualTo(new SessionStore.Found.Open(ann));
    }

    @Test
    void doesNotAffectCachedPasswords() {
        var account = new UserAccount("clock", UserRole.TASK_VIEWER, "-");
        if (accounts.find("clock").isEmpty()) {
            accounts.create(account);
        }
        verified.remember(account, "right".toCharArray());
        setTheClock();
        assertThat(verified.recall(List.of("clock"), "right".toCharArray())).isPresent();
    }

    @Test
    void doesNotAffectThrottling() {
        for (var i = 0; i < LoginThrottle.ATTEMPTS; i++) {
            assertThat(throttle.tryAgain("::9", "clock")).isEmpty();
        }
        setTheClock();
        assertThat(throttle.tryAgain("::9", "clock"))
                .hasValueSatisfying(
                        left ->
                                assertThat(left)
                                        .isPositive()
                                        .isLessThanOrEqualTo(LoginThrottle.WINDOW));
    }

    private static void setTheClock() {
        QuarkusMock.installMockForType(Clock.systemUTC(), Clock.class);
    }
}
