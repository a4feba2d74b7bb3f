package dev.obtaskd.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FairQueueTest {

    private final FairQueue<String> line = new FairQueue<>("test", 1, 4);
    private final CountDownLatch free = new CountDownLatch(1);
    private final List<String> done = Collections.synchronizedList(new ArrayList<>());

    @AfterEach
    void close() {
        line.close();
    }

    @Test
    void alternatesBetweenCallers() {
        hold();
        var all = List.of(put("a", "a1"), put("a", "a2"), put("b", "b1"), put("a", "a3"));
        release(all);
        assertThat(done).containsExactly("a3", "b1", "a2", "a1");
    }

    @Test
    void aFullQueueDropsWorkOfTheCallerWithMost() {
        hold();
        var first = put("a", "a1");
        var rest = List.of(put("a", "a2"), put("a", "a3"), put("a", "a4"));
        var other = put("b", "b1");
        assertThat(first).isCompletedExceptionally();
        assertThat(other).isNotDone();
        release(rest);
        other.join();
        assertThat(done).contains("b1").doesNotContain("a1");
    }

    @Test
    void doesNotDropTheOnlyWorkOfACaller() {
        hold();
        var all = List.of(put("a", "a1"), put("b", "b1"), put("c", "c1"), put("d", "d1"));
        assertThat(put("e", "e1")).isCompletedExceptionally();
        release(all);
        assertThat(done).containsExactly("a1", "b1", "c1", "d1");
    }

    private void hold() {
        line.submit(
                "holder",
                () -> {
                    free.await();
                    return null;
                });
    }

    private CompletableFuture<String> put(String key, String name) {
        return line.submit(
                key,
                () -> {
                    done.add(name);
                    return name;
                });
    }

    private void release(List<CompletableFuture<String>> all) {
        free.countDown();
        all.forEach(CompletableFuture::join);
    }
}
