package dev.obtaskd.step.exec.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class HolePuncherTest {

    private final List<String> parts = new ArrayList<>();
    private final Queue<Runnable> work = new ArrayDeque<>();
    private boolean possible = true;

    private final HolePuncher hole =
            new HolePuncher(
                    10,
                    (from, length) -> {
                        parts.add(from + "+" + length);
                        return possible;
                    },
                    work::add);

    @Test
    void extendsTheHoleByAtLeastAMinimum() {
        hole.grow(5, 14);
        assertThat(work).isEmpty();
        grow(5, 15);
        hole.grow(5, 24);
        assertThat(work).isEmpty();
        grow(5, 40);
        grow(60, 70);
        assertThat(parts).containsExactly("5+10", "15+25", "60+10");
    }

    @Test
    void releasesOnePartAtATime() {
        hole.grow(0, 10);
        hole.grow(0, 20);
        assertThat(work).hasSize(1);
        assertThat(hole.behind(19)).isFalse();
        assertThat(hole.behind(20)).isTrue();
        work.remove().run();
        assertThat(hole.behind(20)).isFalse();
        grow(0, 25);
        assertThat(parts).containsExactly("0+10", "10+15");
    }

    @Test
    void stopsIfUnsupported() {
        possible = false;
        grow(0, 10);
        hole.grow(0, 30);
        assertThat(work).isEmpty();
        assertThat(hole.behind(30)).as("no wait needed").isFalse();
    }

    @Test
    void reportsAFailureAndStops() {
        var broken =
                new HolePuncher(
                        10,
                        (from, length) -> {
                            throw new IllegalStateException("no disk");
                        },
                        Runnable::run);
        broken.grow(0, 10);
        broken.rest();
        assertThatThrownBy(() -> broken.grow(0, 20))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no disk");
        assertThat(broken.behind(20)).isFalse();
    }

    private void grow(long from, long to) {
        hole.grow(from, to);
        work.remove().run();
    }
}
