package dev.obtaskd.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obtaskd.health.StoreProbe.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class StoreProbeTest {

    private final List<CompletableFuture<Boolean>> writes = new ArrayList<>();
    private CompletableFuture<Boolean> next = CompletableFuture.completedFuture(true);
    private long nanos;
    private final StoreProbe probe = new StoreProbe(this::write, Duration.ofMillis(1), () -> nanos);

    @Test
    void writesAtMostOnceASecond() {
        for (int i = 0; i < 9; i++) {
            assertThat(probe.answer()).isEqualTo(Answer.WRITTEN);
        }
        assertThat(writes).hasSize(1);
        pass(Duration.ofSeconds(1));
        probe.answer();
        assertThat(writes).hasSize(2);
    }

    @Test
    void reportsThatTheStoreRefusesWrites() {
        next = CompletableFuture.failedFuture(new IllegalStateException("full"));
        assertThat(probe.answer()).isEqualTo(Answer.REFUSED);
        pass(Duration.ofSeconds(1));
        next = CompletableFuture.completedFuture(true);
        assertThat(probe.answer()).isEqualTo(Answer.WRITTEN);
    }

    @Test
    void sendsNoSecondWriteToAnUnresponsiveStore() {
        next = new CompletableFuture<>();
        assertThat(probe.answer()).isEqualTo(Answer.SILENT);
        pass(Duration.ofSeconds(1));
        assertThat(probe.answer()).isEqualTo(Answer.SILENT);
        assertThat(writes).hasSize(1);
        next.complete(true);
        pass(Duration.ofSeconds(1));
        assertThat(probe.answer()).isEqualTo(Answer.WRITTEN);
        assertThat(writes).hasSize(2);
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
    }

    private CompletableFuture<Boolean> write() {
        writes.add(next);
        return next;
    }
}
