package dev.obtaskd.store.writer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obtaskd.store.SampleTasks;
import dev.obtaskd.store.StoreListener;
import dev.obtaskd.store.Transaction;
import dev.obtaskd.store.h2.DiskReserve;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreListenerTest {

    @TempDir Path directory;

    private final List<Integer> batches = new CopyOnWriteArrayList<>();
    private final List<Long> moves = new CopyOnWriteArrayList<>();
    private final StoreListener watch =
            new StoreListener() {
                @Override
                public void batch(int units) {
                    batches.add(units);
                }

                @Override
                public void taskChanged(long nanos) {
                    moves.add(nanos);
                }
            };

    @Test
    void isToldTheDurationOfAChange() {
        try (var store = new StoreFixture(directory)) {
            store.writer.watch(watch);
            var before = System.nanoTime();
            store.writer.write(
                    tx -> {
                        tx.insert(SampleTasks.task(10));
                        return null;
                    });
            assertThat(moves)
                    .singleElement()
                    .satisfies(
                            nanos ->
                                    assertThat(nanos)
                                            .isPositive()
                                            .isLessThanOrEqualTo(System.nanoTime() - before));
            assertThat(batches).containsExactly(1);
        }
    }

    @Test
    void aTouchIsForcedToDiskAndChangesNothing() {
        try (var store = new StoreFixture(directory)) {
            store.writer.watch(watch);
            long next = store.writer.write(Transaction::nextId);
            var before = store.writer.stats();
            store.writer.write(
                    tx -> {
                        tx.writeProbe();
                        return null;
                    });
            var after = store.writer.stats();
            assertThat(after.commits() - before.commits()).isEqualTo(1);
            assertThat(after.fsyncs() - before.fsyncs()).isEqualTo(1);
            assertThat(moves).isEmpty();
            assertThat(store.writer.<Long>write(Transaction::nextId)).isEqualTo(next + 1);
        }
    }

    @Test
    void theThreadRunsUntilTheStoreIsClosed() {
        var store = new StoreFixture(directory);
        assertThat(store.writer.health().alive()).isTrue();
        store.close();
        assertThat(store.writer.health().alive()).isFalse();
    }

    @Test
    void reportsADiskBelowTheReserve() {
        assertThat(new DiskReserve(directory, 0).space().belowReserve()).isFalse();
        assertThat(new DiskReserve(directory, Long.MAX_VALUE).space().belowReserve()).isTrue();
        var silent = new DiskReserve(directory.resolve("absent"), 0).space();
        assertThat(silent.freeBytes()).isNull();
        assertThat(silent.belowReserve()).isTrue();
    }
}
