package dev.obtaskd.api.obshell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obtaskd.testing.SettableClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ReplaysTest {

    private static final byte[] BODY = {1};

    private final SettableClock clock = new SettableClock();
    private final Replays replays = new Replays(clock);

    @Test
    void knowsARequestByItsHeaderAndItsBody() {
        var first = (Replays.Known.First) see("a", BODY, later());
        assertThat(see("a", BODY, later())).isEqualTo(new Replays.Known.Again(first.answer()));
        assertThat(see("a", new byte[] {2}, later())).isEqualTo(new Replays.Known.Altered());
        assertThat(see("b", BODY, later())).isInstanceOf(Replays.Known.First.class);
    }

    @Test
    void forgetsFirstWhatHasExpiredAnyway() {
        see("lasting", BODY, later());
        see("brief", BODY, clock.instant().plusSeconds(1));
        fill(Replays.MOST - 2);
        clock.pass(Duration.ofSeconds(2));
        see("one more", BODY, later());
        assertThat(see("lasting", BODY, later())).isInstanceOf(Replays.Known.Again.class);
        assertThat(see("brief", BODY, later())).isInstanceOf(Replays.Known.First.class);
    }

    @Test
    void forgetsTheOldestWhenNothingElseMakesRoom() {
        see("oldest", BODY, later());
        fill(Replays.MOST);
        assertThat(see("oldest", BODY, later())).isInstanceOf(Replays.Known.First.class);
    }

    private void fill(int number) {
        for (var i = 0; i < number; i++) {
            see("filler " + i, BODY, later());
        }
    }

    private Replays.Known see(String header, byte[] body, Instant until) {
        return replays.seen(header, body, until);
    }

    private Instant later() {
        return clock.instant().plusSeconds(3_600);
    }
}
