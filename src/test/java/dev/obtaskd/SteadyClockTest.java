package dev.obtaskd;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class SteadyClockTest {

    @Test
    void startsAtTheGivenTimeAndAdvances() {
        var start = Instant.parse("2036-01-02T03:04:05Z");
        var clock = new SteadyClock(start);
        var first = clock.instant();
        assertThat(first).isBetween(start, start.plusSeconds(600));
        while (clock.instant().equals(first)) {
            Thread.onSpinWait();
        }
        assertThat(clock.instant()).isAfter(first);
    }
}
