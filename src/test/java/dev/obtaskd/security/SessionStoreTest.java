package dev.obtaskd.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obtaskd.testing.SettableClock;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SessionStoreTest {

    private final SettableClock clock = new SettableClock();
    private final SessionStore sessions = new SessionStore(clock);
    private final SecurityIdentity ann =
            QuarkusSecurityIdentity.builder().setPrincipal(new QuarkusPrincipal("ann")).build();

    @Test
    void returnsTheIdentityThatOpenedIt() {
        assertThat(sessions.use(sessions.open(ann))).isEqualTo(new SessionStore.Found.Open(ann));
        assertThat(sessions.use("other")).isEqualTo(new SessionStore.Found.Unknown());
    }

    @Test
    void hasARandomId() {
        assertThat(sessions.open(ann)).matches("[0-9a-f]{64}").isNotEqualTo(sessions.open(ann));
    }

    @Test
    void staysOpenWhileItIsUsed() {
        var id = sessions.open(ann);
        for (var use = 0; use < 5; use++) {
            clock.pass(SessionStore.IDLE.minusSeconds(1));
            assertThat(sessions.use(id)).isInstanceOf(SessionStore.Found.Open.class);
        }
    }

    @Test
    void expiresUnused() {
        var id = sessions.open(ann);
        clock.pass(SessionStore.IDLE);
        assertThat(sessions.use(id)).isEqualTo(new SessionStore.Found.Expired());
        clock.pass(Duration.ofSeconds(1));
        assertThat(sessions.use(id)).isEqualTo(new SessionStore.Found.Unknown());
    }

    @Test
    void endsWhenClosed() {
        var id = sessions.open(ann);
        sessions.close(id);
        assertThat(sessions.use(id)).isEqualTo(new SessionStore.Found.Unknown());
        sessions.close(id);
    }

    @Test
    void closesTheLongestUnusedSessionWhenFull() {
        var first = sessions.open(ann);
        var second = sessions.open(ann);
        sessions.use(first);
        for (var more = 2; more < SessionStore.MAXIMUM + 1; more++) {
            sessions.open(ann);
        }
        assertThat(sessions.use(second)).isEqualTo(new SessionStore.Found.Unknown());
        assertThat(sessions.use(first)).isEqualTo(new SessionStore.Found.Open(ann));
    }
}
