package dev.obtaskd.store.writer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.obtaskd.id.StoreScope;
import dev.obtaskd.id.SubTaskId;
import dev.obtaskd.id.TaskId;
import dev.obtaskd.store.BatchFault;
import dev.obtaskd.store.SampleTasks;
import dev.obtaskd.store.SteppedStore;
import dev.obtaskd.store.StoreEvent;
import dev.obtaskd.store.TaskChange;
import dev.obtaskd.store.TaskChange.Kind;
import dev.obtaskd.store.Transaction;
import dev.obtaskd.store.UnitOfWork;
import dev.obtaskd.task.SubTaskState;
import dev.obtaskd.task.Task;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The contract of every store for subscribers of committed changes. */
class ChangeFeedContractTest {

    private static final int CAPACITY = 10;
    private static final StoreEvent OVERFLOW = new StoreEvent.Overflow();

    private final List<StoreEvent> received = new ArrayList<>();
    private final Queue<Runnable> executor = new ArrayDeque<>();
    private SteppedStore store;
    private SteppedWriter writer;

    @AfterEach
    void close() {
        store.close();
    }

    @ParameterizedTest
    @EnumSource
    void changesArriveInCommitOrder(StoreKind kind) {
        open(kind);
        var before = SampleTasks.task(10);
        var after = started(before);
        submit(tx -> insert(tx, before));
        submit(tx -> insert(tx, SampleTasks.task(20)));
        submit(tx -> update(tx, before, after));
        batch();
        submit(tx -> insert(tx, SampleTasks.task(30)));
        batch();
        deliver();
        assertThat(received)
                .containsExactly(
                        created(10),
                        created(20),
                        new TaskChange(TaskId.local(10), null, Kind.UPDATED, 1),
                        new TaskChange(TaskId.local(10), SubTaskId.local(11), Kind.UPDATED, 1),
                        created(30));
    }

    @ParameterizedTest
    @EnumSource
    void aDeletionIsAChange(StoreKind kind) {
        open(kind);
        submit(
                tx ->
                        insert(
                                tx,
                                SampleTasks.task(
                                        10,
                                        SubTaskState.SUCCEEDED,
                                        SampleTasks.Named.task("x"),
                                        SampleTasks.T0,
                                        SampleTasks.T0)));
        submit(tx -> tx.deleteFinished(SampleTasks.T0.plusSeconds(1), 9));
        batch();
        deliver();
        assertThat(received)
                .containsExactly(
                        created(10), new TaskChange(TaskId.local(10), null, Kind.DELETED, 0));
    }

    @ParameterizedTest
    @EnumSource
    void aFailedUnitPublishesNothing(StoreKind kind) {
        open(kind);
        submit(tx -> insert(tx, SampleTasks.task(10)));
        submit(
                tx -> {
                    insert(tx, SampleTasks.task(20));
                    throw new IllegalStateException("no");
                });
        var twice = submit(tx -> insert(tx, SampleTasks.task(10)));
        batch();
        deliver();
        assertThat(twice).isCompletedExceptionally();
        assertThat(received).containsExactly(created(10));
    }

    @ParameterizedTest
    @EnumSource
    void aBatchThatFailsAndIsRetriedIsPublishedOnce(StoreKind kind) {
        open(kind);
        for (var fault : List.of(fault(BatchFault.Kind.NOT_COMMITTED), broken())) {
            submit(tx -> insert(tx, SampleTasks.task(10)));
            submit(tx -> insert(tx, SampleTasks.task(20)));
            batch(fault);
        }
        deliver();
        assertThat(received).isEmpty();
        submit(tx -> insert(tx, SampleTasks.task(20)));
        submit(tx -> insert(tx, SampleTasks.task(10)));
        batch();
        deliver();
        assertThat(received).containsExactly(created(20), created(10));
    }

    @ParameterizedTest
    @EnumSource
    void aCommitWithoutConfirmationIsPublishedOnceWhenTheStoreIsReopened(StoreKind kind) {
        open(kind);
        var before = SampleTasks.task(10);
        submit(tx -> insert(tx, before));
        batch();
        submit(tx -> update(tx, before, started(before)));
        submit(tx -> insert(tx, SampleTasks.task(20)));
        batch(fault(BatchFault.Kind.UNCONFIRMED));
        deliver();
        assertThat(received).containsExactly(created(10));
        var retried = submit(tx -> update(tx, before, started(before)));
        submit(tx -> insert(tx, SampleTasks.task(30)));
        batch();
        batch();
        deliver();
        assertThat(retried).isCompletedExceptionally();
        assertThat(received)
                .containsExactly(
                        created(10),
                        new TaskChange(TaskId.local(10), null, Kind.UPDATED, 1),
                        new TaskChange(TaskId.local(10), SubTaskId.local(11), Kind.UPDATED, 1),
                        created(20),
                        created(30));
    }

    @ParameterizedTest
    @EnumSource
    void aSlowSubscriberGetsOneOverflowAndThenLaterChanges(StoreKind kind) {
        open(kind);
        for (int id = 10; id <= 10 * (CAPACITY + 5); id += 10) {
            var task = SampleTasks.task(id);
            submit(tx -> insert(tx, task));
            batch();
        }
        deliver();
        assertThat(received).containsExactly(OVERFLOW);
        submit(tx -> insert(tx, SampleTasks.task(1000)));
        batch();
        deliver();
        assertThat(received).containsExactly(OVERFLOW, created(1000));
    }

    @ParameterizedTest
    @EnumSource
    void changesUpToTheCapacityCauseNoOverflow(StoreKind kind) {
        open(kind);
        for (int id = 10; id <= 10 * CAPACITY; id += 10) {
            var task = SampleTasks.task(id);
            submit(tx -> insert(tx, task));
        }
        batch();
        deliver();
        assertThat(received).hasSize(CAPACITY).doesNotContain(OVERFLOW);
    }

    @ParameterizedTest
    @EnumSource
    void aChangeIsDeliveredBeforeTheCallerGetsItsResult(StoreKind kind) {
        open(kind);
        submit(tx -> insert(tx, SampleTasks.task(10)))
                .thenRun(() -> assertThat(received).containsExactly(created(10)))
                .thenRun(() -> received.add(OVERFLOW));
        batch();
        deliver();
        assertThat(received).containsExactly(created(10), OVERFLOW);
    }

    @ParameterizedTest
    @EnumSource
    void aFailingSubscriberGetsLaterChangesAndAffectsNoOther(StoreKind kind) {
        open(kind);
        var failing = new ArrayList<StoreEvent>();
        writer.subscribe(
                CAPACITY,
                event -> {
                    failing.add(event);
                    throw new IllegalStateException("a subscriber fails on purpose");
                });
        submit(tx -> insert(tx, SampleTasks.task(10)));
        submit(tx -> insert(tx, SampleTasks.task(20)));
        batch();
        deliver();
        assertThat(failing).containsExactly(created(10), created(20));
        assertThat(received).containsExactly(created(10), created(20));
    }

    @ParameterizedTest
    @EnumSource
    void aClosedSubscriptionGetsNothingNotEvenWhatIsBuffered(StoreKind kind) {
        open(kind);
        var other = new ArrayList<StoreEvent>();
        var subscription = writer.subscribe(CAPACITY, other::add);
        submit(tx -> insert(tx, SampleTasks.task(10)));
        batch();
        subscription.close();
        submit(tx -> insert(tx, SampleTasks.task(20)));
        batch();
        deliver();
        assertThat(other).isEmpty();
        assertThat(received).containsExactly(created(10), created(20));
    }

    @ParameterizedTest
    @EnumSource
    void aSubscriptionWithoutCapacityIsRefused(StoreKind kind) {
        open(kind);
        assertThatThrownBy(() -> writer.subscribe(0, received::add))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("capacity must be at least 1, not 0");
    }

    private void open(StoreKind kind) {
        store = kind.open(StoreScope.LOCAL, "feed");
        writer = new SteppedWriter(store, executor::add);
        writer.subscribe(CAPACITY, received::add);
    }

    private <T> CompletableFuture<T> submit(UnitOfWork<T> unit) {
        return writer.submit(unit);
    }

    private void batch() {
        batch(BatchFault.NONE);
    }

    private void batch(BatchFault fault) {
        writer.reopen();
        writer.serve(Integer.MAX_VALUE, fault, () -> {});
    }

    private void deliver() {
        for (var task = executor.poll(); task != null; task = executor.poll()) {
            task.run();
        }
    }

    private static BatchFault fault(BatchFault.Kind kind) {
        return new BatchFault(kind, 0);
    }

    private static BatchFault broken() {
        return new BatchFault(BatchFault.Kind.BROKEN, 2);
    }

    private static TaskChange created(long id) {
        return new TaskChange(TaskId.local(id), null, Kind.CREATED, 0);
    }

    private static Void insert(Transaction tx, Task task) {
        tx.insert(task);
        return null;
    }

    private static Void update(Transaction tx, Task before, Task after) {
        tx.update(before, after);
        return null;
    }

    /** A change of the task whose first sub task is READY. */
    private static Task started(Task before) {
        return SampleTasks.changed(
                before,
                List.of(
                        SampleTasks.changed(before.subTasks().getFirst(), SubTaskState.READY, null),
                        before.subTasks().getLast()));
    }
}
