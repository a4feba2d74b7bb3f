package dev.obtaskd.step.exec.proc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obtaskd.step.exec.cgroup.LoginScopes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Simulated process tables. The wrapper is process 10 in session 10. */
class ProcessDescendantsTest {

    private static final ProcessStat INIT = process(1, 0, 1);
    private static final ProcessStat WRAPPER = process(10, 5, 10);
    private static final ProcessStat STRANGER = process(90, 1, 90);

    @Test
    void findsDescendantsInAnySession() {
        var host =
                List.of(
                        process(13, 12, 13),
                        process(12, 11, 10),
                        process(11, 10, 11),
                        WRAPPER,
                        INIT,
                        STRANGER);
        assertThat(ProcessDescendants.of(host, Set.of(10L), Set.of()))
                .containsExactlyInAnyOrder(10L, 11L, 12L, 13L);
    }

    @Test
    void findsTheSessionOfADescendantWhoseParentsHaveEnded() {
        var host =
                List.of(
                        process(15, 14, 15),
                        process(14, 1, 11),
                        process(11, 10, 11),
                        WRAPPER,
                        INIT,
                        STRANGER);
        assertThat(ProcessDescendants.of(host, Set.of(10L), Set.of()))
                .containsExactlyInAnyOrder(10L, 11L, 14L, 15L);
    }

    @Test
    void findsAKnownSessionWhoseLeaderHasEnded() {
        var host = List.of(process(14, 1, 11), INIT, STRANGER);
        assertThat(ProcessDescendants.of(host, Set.of(), Set.of(11L))).containsExactly(14L);
    }

    @Test
    void findsOnlyLoginScopesThatADescendantEntered() {
        var su = process(11, 10, 10);
        var host = List.of(INIT, WRAPPER, su, process(12, 1, 12), STRANGER);
        var scopes = Map.of(10L, "/by-hand", 11L, "/su", 12L, "/su", 90L, "/by-hand");
        assertThat(
                        LoginScopes.entered(
                                host,
                                Set.of(10L, 11L),
                                pid -> Optional.ofNullable(scopes.get(pid))))
                .containsExactlyInAnyOrder(11L, 12L);
    }

    @Test
    void recognizesALoginScopeInBothVersions() {
        var scope = "/user.slice/user-500.slice/session-c3.scope";
        assertThat(LoginScopes.in("6:freezer:/\n1:name=systemd:" + scope + "\n")).contains(scope);
        assertThat(LoginScopes.in("0::" + scope + "\n")).contains(scope);
        assertThat(LoginScopes.in("0::" + scope + "/obtaskd-1\n8:pids:" + scope + "\n")).isEmpty();
    }

    @Test
    void aProcessIsAliveWhileAnyOfItsThreadsIs() {
        var fields = " 1 7 7 0 -1 4194304 0 0 0 0 0 0 0 0 20 0 %d 0 4711 0";
        assertThat(ProcessStat.parse(7, "7 (a) b) Z" + fields.formatted(2)).dead()).isFalse();
        assertThat(ProcessStat.parse(7, "7 (a) b) Z" + fields.formatted(1)).dead()).isTrue();
        assertThat(ProcessStat.parse(7, "7 (a) b) S" + fields.formatted(1)))
                .isEqualTo(new ProcessStat(7, 'S', 1, 7, 7, 1, 4711));
    }

    private static ProcessStat process(long pid, long parent, long session) {
        return new ProcessStat(pid, 'S', parent, session, session, 1, 100 + pid);
    }
}
