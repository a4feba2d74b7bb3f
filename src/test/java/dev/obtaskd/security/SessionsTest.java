package dev.obtaskd.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obtaskd.testing.SettableClock;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SessionsTest {

    private final SettableClock clock = new SettableClock();
    private final Sessions sessions = new Sessions(clock);
    private final SecurityIdentity ann =
            QuarkusSecurityIdentity.builder().setPrincipal(new QuarkusPrincipal("ann")).build();

    @Test
    void leadsToWhoOpenedIt() {
        assertThat(sessions.use(sessions.open(ann))).isEqualTo(new Sessions.Found.Open(ann));
        assertThat(sessions.use("other")).isEqualTo(new Sessions.Found.Unknown());
    }

    @Test
    void hasAnIdThatNobodyCanGuess() {
        assertThat(sessions.open(ann)).matches("[0-9a-f]{64}").isNotEqualTo(sessions.open(ann));
    }

    @Test
    void livesAsLongAsItIsUsed() {
        var id = sessions.open(ann);
        for (var use = 0; use < 5; use++) {
            clock.pass(Sessions.IDLE.minusSeconds(1));
            assertThat(sessions.use(id)).isInstanceOf(Sessions.Found.Open.class);
        }
    }

    @Test
    void expiresUnused() {
        var id = sessions.open(ann);
        clock.pass(Sessions.IDLE);
        assertThat(sessions.use(id)).isEqualTo(new Sessions.Found.Expired());
        clock.pass(Duration.ofSeconds(1));
        assertThat(sessions.use(id)).isEqualTo(new Sessions.Found.Unknown());
    }

    @Test
    void endsWhenClosed() {
        var id = sessions.open(ann);
        sessions.close(id);
        assertThat(sessions.use(id)).isEqualTo(new Sessions.Found.Unknown());
        sessions.close(id);
    }

    @Test
    void makesRoomByForgettingTheOneUnusedLongest() {
        var first = sessions.open(ann);
        var second = sessions.open(ann);
        sessions.use(first);
        for (var more = 2; more < Sessions.MOST + 1; more++) {
            sessions.open(ann);
        }
        assertThat(sessions.use(second)).isEqualTo(new Sessions.Found.Unknown());
        assertThat(sessions.use(first)).isEqualTo(new Sessions.Found.Open(ann));
    }
}
