package dev.obtaskd.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WriterWatchTest {

    @TempDir
    Path directory;

    private final List<Integer> batches = new CopyOnWriteArrayList<>();
    private final List<Long> moves = new CopyOnWriteArrayList<>();
    private final WriterWatch watch = new WriterWatch() {
        @Override
        public void batch(int units) {
            batches.add(units);
        }

        @Override
        public void moved(long nanos) {
            moves.add(nanos);
        }
    };

    @Test
    void hearsHowLongAChangeOfATaskTook() {
        try (var store = new StoreFixture(directory)) {
            store.writer.watch(watch);
            var before = System.nanoTime();
            store.writer.write(tx -> {
                tx.insert(Samples.task(10));
                return null;
            });
            assertThat(moves).singleElement().satisfies(
                    nanos -> assertThat(nanos).isPositive().isLessThanOrEqualTo(System.nanoTime() - before));
            assertThat(batches).containsExactly(1);
        }
    }

    @Test
    void aTouchIsForcedToDiskAndMovesNothing() {
        try (var store = new StoreFixture(directory)) {
            store.writer.watch(watch);
            long next = store.writer.write(Tx::nextId);
            var before = store.writer.stats();
            store.writer.write(tx -> {
                tx.touch();
                return null;
            });
            var after = store.writer.stats();
            assertThat(after.commits() - before.commits()).isEqualTo(1);
            assertThat(after.fsyncs() - before.fsyncs()).isEqualTo(1);
            assertThat(moves).isEmpty();
            assertThat(store.writer.<Long>write(Tx::nextId)).isEqualTo(next + 1);
        }
    }

    @Test
    void theThreadLivesUntilTheStoreIsClosed() {
        var store = new StoreFixture(directory);
        assertThat(store.writer.alive()).isTrue();
        store.close();
        assertThat(store.writer.alive()).isFalse();
    }

    @Test
    void aDiskBelowTheReserveSaysSo() {
        assertThat(new Reserve(directory, 0).space().belowReserve()).isFalse();
        assertThat(new Reserve(directory, Long.MAX_VALUE).space().belowReserve()).isTrue();
        var silent = new Reserve(directory.resolve("absent"), 0).space();
        assertThat(silent.freeBytes()).isNull();
        assertThat(silent.belowReserve()).isTrue();
    }
}
