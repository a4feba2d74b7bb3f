package dev.obtaskd.step.exec.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DiscardedOutputTest {

    private final List<String> parts = new CopyOnWriteArrayList<>();
    private final AtomicLong length = new AtomicLong();
    private final AtomicInteger threads = new AtomicInteger();
    private final DiscardedOutput overflow =
            overflow((from, bytes) -> parts.add(from + "+" + bytes));

    @AfterEach
    void rest() {
        overflow.rest();
    }

    /** The reader may be waiting for a busy disk. */
    @Test
    void continuesByItselfOnceStarted() {
        length.set(30);
        overflow.beyond(20);
        await().until(() -> parts.equals(List.of("20+10")));
        length.set(39);
        length.set(45);
        await().until(() -> parts.equals(List.of("20+10", "30+15")));
        overflow.beyond(20);
        assertThat(threads).hasValue(1);
    }

    @Test
    void startsOnlyAboveAMinimum() {
        length.set(29);
        overflow.beyond(20);
        assertThat(threads).hasValue(0);
    }

    @Test
    void doesNothingAfterStop() {
        length.set(30);
        overflow.beyond(20);
        overflow.rest();
        assertThat(parts).as("parts that were started before").containsExactly("20+10");
        length.set(45);
        await().during(Duration.ofMillis(50)).until(() -> parts.size() == 1);
        overflow.beyond(20);
        overflow.rest();
        assertThat(parts).containsExactly("20+10", "30+15");
    }

    @Test
    void stopsWithAFloodAndStartsWithTheNext() {
        length.set(30);
        overflow.beyond(20);
        await().until(() -> threads.get() == 0);
        length.set(50);
        overflow.beyond(20);
        overflow.rest();
        assertThat(parts).containsExactly("20+10", "30+20");
    }

    @Test
    void reportsAFailure() {
        var broken =
                overflow(
                        (from, bytes) -> {
                            throw new IllegalStateException("no disk");
                        });
        length.set(30);
        broken.beyond(20);
        broken.rest();
        length.set(40);
        assertThatThrownBy(() -> broken.beyond(20))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no disk");
    }

    private DiscardedOutput overflow(HolePuncher.Maker maker) {
        return new DiscardedOutput(
                10,
                maker,
                length::get,
                work -> {
                    threads.incrementAndGet();
                    Thread.startVirtualThread(
                            () -> {
                                work.run();
                                threads.decrementAndGet();
                            });
                });
    }
}
