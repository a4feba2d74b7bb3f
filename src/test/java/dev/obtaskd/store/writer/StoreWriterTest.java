package dev.obtaskd.store.writer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.obtaskd.exclusion.ClaimVerdict;
import dev.obtaskd.exclusion.ExclusionRules;
import dev.obtaskd.exclusion.Hold;
import dev.obtaskd.id.TaskId;
import dev.obtaskd.store.SampleTasks;
import dev.obtaskd.store.StoreFullException;
import dev.obtaskd.store.StoreUnavailableException;
import dev.obtaskd.store.Transaction;
import dev.obtaskd.store.h2.DiskReserve;
import dev.obtaskd.store.h2.StoreDisk;
import dev.obtaskd.store.h2.StoreHeader;
import dev.obtaskd.task.Task;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreWriterTest {

    @TempDir Path directory;

    @Test
    void aFailingUnitInABatchFailsAlone() throws Exception {
        try (var store = new StoreFixture(directory)) {
            var undone = new ArrayList<String>();
            var gate = new CountDownLatch(1);
            keepBusy(store, gate);
            var good = store.writer.submit(tx -> insert(tx, 10));
            var unique = store.writer.submit(tx -> insert(tx, 10));
            var check =
                    store.writer.submit(tx -> insert(tx, SampleTasks.named(40, "x".repeat(600))));
            var thrown =
                    store.writer.<Void>submit(
                            tx -> {
                                insert(tx, 20);
                                tx.afterRollback(() -> undone.add("thrown"));
                                throw new IllegalStateException("no");
                            });
            var last = store.writer.submit(tx -> insert(tx, 30));
            gate.countDown();
            assertThat(good.get()).isEqualTo(10);
            assertThat(last.get()).isEqualTo(30);
            assertThatThrownBy(unique::get).hasRootCauseInstanceOf(SQLException.class);
            assertThatThrownBy(check::get).hasRootCauseInstanceOf(SQLException.class);
            assertThatThrownBy(thrown::get).hasRootCauseMessage("no");
            assertThat(undone).containsExactly("thrown");
            assertThat(store.writer.stats().largestBatch()).isEqualTo(5);
            assertThat(store.tasks.find(TaskId.local(10))).isPresent();
            assertThat(store.tasks.find(TaskId.local(20))).isEmpty();
            assertThat(store.tasks.find(TaskId.local(30))).isPresent();
            assertThat(store.writer.health().writable()).isTrue();
        }
    }

    /** A unit may read data that is damaged, missing or nested too deeply; the store is intact. */
    @Test
    void aUnitThatThrowsAffectsNoOther() throws Exception {
        var thrown =
                List.<Throwable>of(
                        new StackOverflowError(),
                        new OutOfMemoryError("no room for one text"),
                        new IllegalStateException("no"),
                        new AssertionError("no"),
                        new UncheckedIOException(new NoSuchFileException("/no/secret")),
                        new UncheckedIOException(new AccessDeniedException("/no/secret")),
                        new UncheckedIOException(new MalformedInputException(1)),
                        new UncheckedIOException(new IOException("no")));
        try (var store = new StoreFixture(directory)) {
            var gate = new CountDownLatch(1);
            keepBusy(store, gate);
            var stored = new ArrayList<CompletableFuture<Long>>();
            var failing = new ArrayList<CompletableFuture<Void>>();
            for (var each : thrown) {
                var id = 10L * (stored.size() + 1);
                stored.add(store.writer.submit(tx -> insert(tx, id)));
                failing.add(
                        store.writer.submit(
                                tx -> {
                                    insert(tx, 1000 + id);
                                    throw raised(each);
                                }));
            }
            var deep =
                    store.writer.<Void>submit(
                            tx -> {
                                insert(tx, 2000);
                                throw new IllegalStateException("depth " + depth(0));
                            });
            var last = store.writer.submit(tx -> insert(tx, 3000));
            gate.countDown();
            assertThat(last.get()).isEqualTo(3000);
            assertThatThrownBy(deep::get).hasCauseInstanceOf(StackOverflowError.class);
            for (var i = 0; i < thrown.size(); i++) {
                assertThat(stored.get(i).get()).isEqualTo(10L * (i + 1));
                assertThatThrownBy(failing.get(i)::get).hasCause(thrown.get(i));
                assertThat(store.tasks.find(TaskId.local(10L * (i + 1)))).isPresent();
                assertThat(store.tasks.find(TaskId.local(1010L + 10L * i))).isEmpty();
            }
            assertThat(store.tasks.find(TaskId.local(2000))).isEmpty();
            assertThat(store.writer.stats().largestBatch()).isEqualTo(2 * thrown.size() + 2);
            assertThat(store.writer.stats().lastFailure()).isNull();
            assertThat(store.writer.health().writable()).isTrue();
            assertThat(store.writer.<Long>write(tx -> insert(tx, 4000))).isEqualTo(4000);
        }
    }

    @Test
    void severalUnitsShareOneCommitAndOneFsync() throws Exception {
        try (var store = new StoreFixture(directory)) {
            var threads =
                    IntStream.range(0, 8)
                            .mapToObj(
                                    n ->
                                            Thread.ofPlatform()
                                                    .start(
                                                            () ->
                                                                    IntStream.range(0, 100)
                                                                            .forEach(
                                                                                    i ->
                                                                                            store
                                                                                                    .writer
                                                                                                    .write(
                                                                                                            tx ->
                                                                                                                    insert(
                                                                                                                            tx,
                                                                                                                            tx
                                                                                                                                            .nextId()
                                                                                                                                    * 10)))))
                            .toList();
            for (var thread : threads) {
                thread.join();
            }
            var stats = store.writer.stats();
            assertThat(stats.units()).isEqualTo(800);
            assertThat(stats.commits()).isLessThan(800);
            assertThat(stats.fsyncs()).isPositive().isLessThanOrEqualTo(stats.commits());
            assertThat(store.tasks.counts().values().stream().mapToLong(n -> n).sum())
                    .isEqualTo(800);
        }
    }

    @Test
    void readingForcesNothing() {
        try (var store = new StoreFixture(directory)) {
            store.writer.write(Transaction::unfinished);
            assertThat(store.writer.stats().fsyncs()).isZero();
        }
    }

    @Test
    void nothingIsForcedToDiskWhenFsyncIsOff() {
        try (var store = new StoreFixture(directory, StoreFixture.disk(false, directory))) {
            store.writer.write(tx -> insert(tx, 10));
            store.writer.writeRows(tx -> tx.nextId());
            assertThat(store.writer.stats().commits()).isEqualTo(2);
            assertThat(store.writer.stats().fsyncs()).isZero();
        }
    }

    @Test
    void aUnitWithOtherRowsIsForcedAndItsExceptionReachesTheCaller() {
        try (var store = new StoreFixture(directory)) {
            assertThat(
                            store.writer.<String>writeRows(
                                    tx -> {
                                        tx.rows();
                                        return Thread.currentThread().getName();
                                    }))
                    .isEqualTo("store-writer");
            assertThat(store.writer.stats().fsyncs()).isEqualTo(1);
            assertThatThrownBy(
                            () ->
                                    store.writer.writeRows(
                                            tx -> {
                                                throw new IllegalArgumentException("bad");
                                            }))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("bad");
        }
    }

    @Test
    void reusesNoIdAfterAFailedUnitOrARestart() {
        var ids = Collections.synchronizedList(new ArrayList<Long>());
        for (int run = 0; run < 2; run++) {
            try (var store = new StoreFixture(directory)) {
                var gate = new CountDownLatch(1);
                keepBusy(store, gate);
                var first = store.writer.submit(tx -> ids.add(tx.nextId()));
                var failing =
                        store.writer.submit(
                                tx -> {
                                    tx.nextId();
                                    throw new IllegalStateException();
                                });
                var last = store.writer.submit(tx -> ids.add(tx.nextId()));
                gate.countDown();
                CompletableFuture.allOf(first, failing, last).exceptionally(e -> null).join();
            }
        }
        assertThat(ids).hasSize(4).doesNotHaveDuplicates().isSorted();
    }

    @Test
    void reusesNoIdIfTheLastUnitOfTheBatchFails() {
        try (var store = new StoreFixture(directory)) {
            var gate = new CountDownLatch(1);
            keepBusy(store, gate);
            var first = store.writer.submit(Transaction::nextId);
            var failing =
                    store.writer.submit(
                            tx -> {
                                tx.nextId();
                                throw new IllegalStateException();
                            });
            gate.countDown();
            CompletableFuture.allOf(first, failing).exceptionally(e -> null).join();
            assertThat(store.writer.<Long>write(Transaction::nextId)).isGreaterThan(first.join());
        }
    }

    @Test
    void acceptsOneOfManyConcurrentConflictingSubmits() throws Exception {
        try (var store = new StoreFixture(directory)) {
            var granted = new AtomicInteger();
            var threads =
                    IntStream.range(0, 8)
                            .mapToObj(
                                    n ->
                                            Thread.ofPlatform()
                                                    .start(
                                                            () ->
                                                                    store.writer.write(
                                                                            tx -> {
                                                                                var claim =
                                                                                        n % 2 == 0
                                                                                                ? SampleTasks
                                                                                                        .CLUSTER
                                                                                                : SampleTasks
                                                                                                        .tenant(
                                                                                                                "t"
                                                                                                                        + n);
                                                                                if (n % 2 == 0
                                                                                        && ExclusionRules
                                                                                                        .decide(
                                                                                                                claim,
                                                                                                                tx
                                                                                                                        .holds())
                                                                                                instanceof
                                                                                                ClaimVerdict
                                                                                                        .Granted) {
                                                                                    var id =
                                                                                            insert(
                                                                                                    tx,
                                                                                                    tx
                                                                                                                    .nextId()
                                                                                                            * 10);
                                                                                    tx.insertHold(
                                                                                            new Hold(
                                                                                                    claim,
                                                                                                    TaskId
                                                                                                            .local(
                                                                                                                    id),
                                                                                                    SampleTasks
                                                                                                            .T0));
                                                                                    granted
                                                                                            .incrementAndGet();
                                                                                }
                                                                                return null;
                                                                            })))
                            .toList();
            for (var thread : threads) {
                thread.join();
            }
            assertThat(granted).hasValue(1);
            assertThat(store.tasks.holds()).hasSize(1);
        }
    }

    @Test
    void actionsRunBetweenCommitAndResult() {
        try (var store = new StoreFixture(directory)) {
            var seen = new ArrayList<Boolean>();
            store.writer.write(
                    tx -> {
                        tx.afterCommit(
                                () -> seen.add(store.tasks.find(TaskId.local(10)).isPresent()));
                        return insert(tx, 10);
                    });
            assertThat(seen).containsExactly(true);
        }
    }

    @Test
    void aSlowCallerDoesNotBlockTheWriter() {
        try (var store = new StoreFixture(directory)) {
            var gate = new CountDownLatch(1);
            var known = new CountDownLatch(1);
            var slow =
                    store.writer.submit(
                            tx -> {
                                await(known);
                                return insert(tx, 10);
                            });
            slow.thenRun(
                    () -> await(gate)); // before completion; a completed future runs callbacks here
            known.countDown();
            assertThat(store.writer.<Long>write(tx -> insert(tx, 20))).isEqualTo(20);
            gate.countDown();
        }
    }

    @Test
    void aFailedCommitIsRolledBackInReverseAndServiceResumes() {
        var broken = new AtomicInteger();
        var undone = new ArrayList<Integer>();
        try (var store = new StoreFixture(directory, failing(broken, "I/O error"))) {
            var gate = new CountDownLatch(1);
            keepBusy(store, gate);
            broken.set(1);
            var both =
                    IntStream.of(1, 2)
                            .mapToObj(
                                    n ->
                                            store.writer.submit(
                                                    tx -> {
                                                        tx.afterRollback(() -> undone.add(10 * n));
                                                        tx.afterRollback(
                                                                () -> undone.add(10 * n + 1));
                                                        return insert(tx, 10L * n);
                                                    }))
                            .toList();
            gate.countDown();
            both.forEach(
                    future ->
                            assertThatThrownBy(future::get)
                                    .hasCauseInstanceOf(StoreUnavailableException.class));
            assertThat(undone).containsExactly(21, 20, 11, 10);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(5))
                    .until(() -> store.writer.health().writable());
            assertThat(store.tasks.find(TaskId.local(10))).isEmpty();
            assertThat(store.writer.<Long>write(tx -> insert(tx, 10))).isEqualTo(10);
            assertThat(store.writer.stats().lastFailure()).contains("I/O error");
        }
    }

    @Test
    void refusesWritesImmediatelyWhileTheDiskIsFull() {
        var broken = new AtomicInteger();
        try (var store = new StoreFixture(directory, failing(broken, "No space left on device"))) {
            broken.set(Integer.MAX_VALUE);
            for (int i = 0; i < 20; i++) {
                assertThatThrownBy(() -> store.writer.write(tx -> insert(tx, 10)))
                        .isInstanceOf(StoreFullException.class);
            }
            assertThat(store.writer.health().writable()).isFalse();
            broken.set(0);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(5))
                    .until(() -> store.writer.health().writable());
            assertThat(store.writer.<Long>write(tx -> insert(tx, 10))).isEqualTo(10);
        }
    }

    @Test
    void keepsTheReserveOfTheDiskAndContinuesToRead() {
        var scarce = new AtomicBoolean();
        var plenty = StoreFixture.disk(true, directory);
        var none = StoreDisk.real(true, new DiskReserve(directory.resolve("absent"), 1));
        try (var store =
                new StoreFixture(
                        directory,
                        new StoreDisk() {
                            @Override
                            public boolean hasSpace() {
                                return (scarce.get() ? none : plenty).hasSpace();
                            }

                            @Override
                            public void commit(Connection connection) throws SQLException {
                                plenty.commit(connection);
                            }

                            @Override
                            public boolean force(Connection connection) throws SQLException {
                                return plenty.force(connection);
                            }

                            @Override
                            public void release() {
                                plenty.release();
                            }
                        })) {
            store.writer.write(tx -> insert(tx, 10));
            scarce.set(true);
            assertThatThrownBy(() -> store.writer.write(tx -> insert(tx, 20)))
                    .isInstanceOf(StoreFullException.class);
            assertThat(store.tasks.find(TaskId.local(10))).isPresent();
            assertThat(store.tasks.find(TaskId.local(20))).isEmpty();
            scarce.set(false);
            assertThat(store.writer.<Long>write(tx -> insert(tx, 20))).isEqualTo(20);
        }
    }

    @Test
    void aFailedStoreRefusesReadersAndIsReopened() throws Exception {
        var file = directory.resolve("db/obtaskd.mv.db");
        try (var store = new StoreFixture(directory)) {
            store.writer.write(tx -> insert(tx, 10));
            try (var connection = store.pool.getConnection();
                    var statement = connection.createStatement()) {
                statement.execute("shutdown immediately");
            }
            var whole = Files.move(file, directory.resolve("whole"));
            Files.writeString(file, "broken".repeat(5_000));
            assertThatThrownBy(() -> store.tasks.find(TaskId.local(10)))
                    .isInstanceOf(StoreUnavailableException.class);
            assertThatThrownBy(() -> store.tasks.holds())
                    .isInstanceOf(StoreUnavailableException.class);
            assertThatThrownBy(() -> store.writer.write(tx -> insert(tx, 20)))
                    .isInstanceOf(StoreUnavailableException.class);
            Files.move(whole, file, StandardCopyOption.REPLACE_EXISTING);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(5))
                    .until(() -> store.writer.health().writable());
            assertThat(store.tasks.find(TaskId.local(10))).isPresent();
        }
    }

    /** H2 would open an older version. */
    @Test
    void doesNotWriteToAStoreThatLostData() throws Exception {
        var file = directory.resolve("db/obtaskd.mv.db");
        byte[] cut;
        try (var store = new StoreFixture(directory)) {
            for (int i = 1; i <= 100; i++) {
                var id = 10L * i;
                store.writer.write(tx -> insert(tx, id));
            }
            try (var connection = store.pool.getConnection();
                    var statement = connection.createStatement()) {
                statement.execute("shutdown immediately");
            }
            cut = loseNewestVersions(Files.readAllBytes(file));
            Files.write(file, cut);
            assertThatThrownBy(() -> store.writer.write(tx -> insert(tx, 20_000)))
                    .isInstanceOf(StoreUnavailableException.class);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(5))
                    .untilAsserted(
                            () ->
                                    assertThatThrownBy(
                                                    () ->
                                                            store.writer.write(
                                                                    tx -> insert(tx, 20_000)))
                                            .isInstanceOf(StoreUnavailableException.class)
                                            .rootCause()
                                            // For an incomplete version, H2 itself reports an
                                            // error.
                                            .hasMessageFindingMatch(
                                                    "was stored last, and a part of it is"
                                                        + " missing|unable to recover a valid set"
                                                        + " of chunks"));
            assertThat(store.writer.health().writable()).isFalse();
        }
        assertThat(Files.readAllBytes(file)).isEqualTo(cut);
    }

    /**
     * The first block of each version that a header names is lost; earlier versions still exist.
     */
    private static byte[] loseNewestVersions(byte[] file) {
        for (var at = 0; at < 2 * StoreHeader.BLOCK; at += StoreHeader.BLOCK) {
            var header =
                    StoreHeader.read(Arrays.copyOfRange(file, at, at + StoreHeader.BLOCK))
                            .orElseThrow();
            var chunk = Integer.parseInt(header.values().get("block"), 16) * StoreHeader.BLOCK;
            Arrays.fill(file, chunk, chunk + StoreHeader.BLOCK, (byte) 0);
        }
        return file;
    }

    @Test
    void refusesAllCallersAfterClose() {
        var store = new StoreFixture(directory);
        store.close();
        assertThatThrownBy(() -> store.writer.write(tx -> 1))
                .isInstanceOf(StoreUnavailableException.class);
    }

    private StoreDisk failing(AtomicInteger times, String message) {
        var real = StoreFixture.disk(true, directory);
        return new StoreDisk() {
            @Override
            public void commit(Connection connection) throws SQLException {
                if (times.get() > 0) {
                    times.decrementAndGet();
                    throw new SQLException(message, "HY000", 50000);
                }
                real.commit(connection);
            }

            @Override
            public boolean force(Connection connection) throws SQLException {
                return real.force(connection);
            }

            @Override
            public void release() {
                real.release();
            }
        };
    }

    private static Long insert(Transaction tx, long id) {
        tx.insert(SampleTasks.task(id));
        return id;
    }

    private static Long insert(Transaction tx, Task task) {
        tx.insert(task);
        return task.id().number();
    }

    private static RuntimeException raised(Throwable unchecked) {
        if (unchecked instanceof Error error) {
            throw error;
        }
        return (RuntimeException) unchecked;
    }

    /** Overflows the stack as recursion over an endlessly nested document does. */
    @SuppressWarnings("InfiniteRecursion")
    private static int depth(int above) {
        return depth(above + 1) + 1;
    }

    /**
     * Returns when the writer thread is busy: units submitted until the gate opens form one batch.
     */
    private static void keepBusy(StoreFixture store, CountDownLatch gate) {
        var begun = new CountDownLatch(1);
        store.writer.submit(
                tx -> {
                    begun.countDown();
                    return await(gate);
                });
        await(begun);
    }

    private static Void await(CountDownLatch gate) {
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return null;
    }
}
