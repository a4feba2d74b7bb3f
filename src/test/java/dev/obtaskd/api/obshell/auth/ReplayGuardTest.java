package dev.obtaskd.api.obshell.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.obtaskd.api.obshell.mapping.ObshellException;
import dev.obtaskd.security.AcceptedRequestStore;
import dev.obtaskd.store.StoreUnavailableException;
import dev.obtaskd.store.writer.StoreFixture;
import dev.obtaskd.testing.SettableClock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayGuardTest {

    private static final byte[] BODY = {1};
    private static final int MAXIMUM = 20;

    private final SettableClock clock = new SettableClock();

    @TempDir Path directory;

    private StoreFixture store;
    private ReplayGuard replays;

    @BeforeEach
    void open() {
        store = new StoreFixture(directory, (sha256, document) -> null, false);
        replays = start();
    }

    @AfterEach
    void close() {
        store.close();
    }

    private ReplayGuard start() {
        return new ReplayGuard(
                new AcceptedRequestStore(store.writer(), clock, MAXIMUM), clock, MAXIMUM);
    }

    @Test
    void recognizesARequestByHeaderAndBody() {
        var first = (ReplayGuard.Known.First) check("a", BODY, later());
        assertThat(check("a", BODY, later()))
                .isEqualTo(new ReplayGuard.Known.Repeated(first.answer()));
        assertThat(check("a", new byte[] {2}, later())).isEqualTo(new ReplayGuard.Known.Used());
        assertThat(check("b", BODY, later())).isInstanceOf(ReplayGuard.Known.First.class);
    }

    @Test
    void recognizesAHeaderInAnyBase64Form() {
        var header = base64("a");
        check(header.replace("=", ""));
        assertThat(check(header)).isInstanceOf(ReplayGuard.Known.Repeated.class);
    }

    @Test
    void refusesAfterARestartWhatWasAccepted() {
        check("a", BODY, later());
        replays = start();
        assertThat(check("a", BODY, later())).isEqualTo(new ReplayGuard.Known.Used());
        assertThat(check("b", BODY, later())).isInstanceOf(ReplayGuard.Known.First.class);
    }

    @Test
    void refusesAsLongAsTheHeaderIsValid() {
        var until = clock.instant().plusSeconds(60);
        check("a", BODY, until);
        clock.pass(Duration.ofMillis(60_900));
        check("other", BODY, later());
        replays = start();
        assertThat(check("a", BODY, until)).isEqualTo(new ReplayGuard.Known.Used());
    }

    @Test
    void keepsEveryAnswerWhileItsHeaderIsValid() {
        var oldest = (ReplayGuard.Known.First) check("oldest", BODY, later());
        oldest.answer().complete(null);
        fill(MAXIMUM - 1);
        assertThatThrownBy(() -> check("one more", BODY, later()))
                .isInstanceOf(ObshellException.class);
        assertThat(check("oldest", BODY, later()))
                .isEqualTo(new ReplayGuard.Known.Repeated(oldest.answer()));
    }

    @Test
    void refusesRequestsBeyondTheLimitInsteadOfDroppingValidOnes() {
        check("brief", BODY, clock.instant().plusSeconds(1));
        fill(MAXIMUM - 1);
        assertThatThrownBy(() -> check("one more", BODY, later()))
                .isInstanceOf(ObshellException.class)
                .hasMessageContaining("too many requests");
        clock.pass(Duration.ofSeconds(3));
        assertThat(check("one more", BODY, later())).isInstanceOf(ReplayGuard.Known.First.class);
    }

    @Test
    void acceptsOnlyRequestsThatWriteNothingWhileTheStoreIsLost() {
        loseStore();
        assertThatThrownBy(() -> check("a", BODY, later()))
                .isInstanceOf(StoreUnavailableException.class);
        assertThat(logIn("log-in")).isInstanceOf(ReplayGuard.Known.First.class);
        reopenStore();
    }

    @Test
    void runsNoLoginTwiceWhileTheStoreIsLost() {
        loseStore();
        for (var i = 0; i < MAXIMUM; i++) {
            ((ReplayGuard.Known.First) logIn("log-in " + i)).answer().complete(null);
        }
        assertThatThrownBy(() -> logIn("one more")).isInstanceOf(ObshellException.class);
        assertThat(logIn("log-in 0")).isInstanceOf(ReplayGuard.Known.Repeated.class);
        reopenStore();
    }

    private void loseStore() {
        store.writer().submit(tx -> null).join();
        store.close();
    }

    private void reopenStore() {
        store = new StoreFixture(directory, (sha256, document) -> null, false);
    }

    private ReplayGuard.Known logIn(String bytes) {
        return replays.check(base64(bytes), BODY, later(), false);
    }

    private void fill(int number) {
        for (var i = 0; i < number; i++) {
            ((ReplayGuard.Known.First) check("filler " + i, BODY, later())).answer().complete(null);
        }
    }

    private ReplayGuard.Known check(String header) {
        return replays.check(header, BODY, later(), true);
    }

    private ReplayGuard.Known check(String bytes, byte[] body, Instant until) {
        return replays.check(base64(bytes), body, until, true);
    }

    private static String base64(String bytes) {
        return Base64.getEncoder().encodeToString(bytes.getBytes(StandardCharsets.UTF_8));
    }

    private Instant later() {
        return clock.instant().plusSeconds(3_600);
    }
}
