package dev.obtaskd.store.writer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.obtaskd.exclusion.Hold;
import dev.obtaskd.id.StoreScope;
import dev.obtaskd.id.TaskId;
import dev.obtaskd.store.BatchFault;
import dev.obtaskd.store.ConcurrentUpdateException;
import dev.obtaskd.store.SampleTasks;
import dev.obtaskd.store.StatementFailedException;
import dev.obtaskd.store.SteppedStore;
import dev.obtaskd.store.StoreUnavailableException;
import dev.obtaskd.store.Transaction;
import dev.obtaskd.store.UnitOfWork;
import dev.obtaskd.task.SubTaskState;
import dev.obtaskd.task.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The contract of every store for the engine: the one on H2, and the one in memory that simulations
 * use.
 */
class StoreContractTest {

    private static final BatchFault UNCONFIRMED = new BatchFault(BatchFault.Kind.UNCONFIRMED, 0);
    private static final BatchFault NOT_COMMITTED =
            new BatchFault(BatchFault.Kind.NOT_COMMITTED, 0);

    private SteppedStore store;
    private SteppedWriter writer;

    @AfterEach
    void close() {
        if (store != null) {
            store.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void onlyAFailingUnitIsRolledBack(StoreKind kind) {
        open(kind);
        var undone = new ArrayList<String>();
        var good = submit(tx -> insert(tx, 10));
        var bad =
                submit(
                        tx -> {
                            tx.afterRollback(() -> undone.add("bad"));
                            insert(tx, 20);
                            throw new IllegalStateException("no");
                        });
        var twice = submit(tx -> insert(tx, 10));
        var last = submit(tx -> insert(tx, 30));
        assertThat(batch(BatchFault.NONE)).isFalse();
        assertThat(good.join()).isEqualTo(10);
        assertThat(last.join()).isEqualTo(30);
        assertThatThrownBy(bad::join).hasRootCauseMessage("no");
        assertThat(twice).isCompletedExceptionally();
        assertThat(undone).containsExactly("bad");
        assertThat(stored()).containsExactly(10L, 30L);
    }

    @ParameterizedTest
    @EnumSource
    void aFailedBatchIsRolledBackInReverse(StoreKind kind) {
        open(kind);
        var said = new ArrayList<Integer>();
        var answers =
                Stream.of(10, 20)
                        .map(
                                id ->
                                        submit(
                                                tx -> {
                                                    tx.afterCommit(() -> said.add(id));
                                                    tx.afterRollback(() -> said.add(id + 1));
                                                    tx.afterRollback(() -> said.add(id + 2));
                                                    return insert(tx, id);
                                                }))
                        .toList();
        batch(NOT_COMMITTED);
        answers.forEach(
                answer ->
                        assertThatThrownBy(answer::join)
                                .hasCauseInstanceOf(StoreUnavailableException.class));
        assertThat(said).containsExactly(22, 21, 12, 11);
        assertThat(stored()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aCommitWithoutConfirmationIsStoredButNotReported(StoreKind kind) {
        open(kind);
        var answer = submit(tx -> insert(tx, 10));
        batch(UNCONFIRMED);
        assertThatThrownBy(answer::join).hasCauseInstanceOf(StoreUnavailableException.class);
        assertThat(stored()).containsExactly(10L);
    }

    @ParameterizedTest
    @EnumSource
    void aFailureAtAnyCallLeavesNoChange(StoreKind kind) {
        open(kind);
        for (int call = 1; call <= 3; call++) {
            submit(tx -> insert(tx, tx.nextId()));
            submit(
                    tx -> {
                        tx.insertHold(
                                new Hold(SampleTasks.CLUSTER, TaskId.local(1), SampleTasks.T0));
                        return null;
                    });
            batch(new BatchFault(BatchFault.Kind.BROKEN, call));
            assertThat(stored()).isEmpty();
            assertThat(this.<List<Hold>>read(Transaction::holds)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void actionsRunInOrderBetweenCommitAndResults(StoreKind kind) {
        open(kind);
        var said = new ArrayList<String>();
        for (var name : List.of("a", "b")) {
            submit(
                            tx -> {
                                tx.writeProbe();
                                tx.afterCommit(() -> said.add(name));
                                return null;
                            })
                    .thenRun(() -> said.add("answer to " + name));
        }
        batch(BatchFault.NONE);
        assertThat(said).containsExactly("a", "b", "answer to a", "answer to b");
    }

    @ParameterizedTest
    @EnumSource
    void refusesAChangeOfAStaleVersion(StoreKind kind) {
        open(kind);
        var before = SampleTasks.task(10);
        submit(tx -> insert(tx, 10));
        submit(tx -> change(tx, before));
        var late = submit(tx -> change(tx, before));
        batch(BatchFault.NONE);
        assertThatThrownBy(late::join).hasCauseInstanceOf(ConcurrentUpdateException.class);
        assertThat(this.<Long>read(tx -> tx.task(TaskId.local(10)).orElseThrow().version()))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void reusesNoIdIfTheLastUnitOfTheBatchFails(StoreKind kind) {
        open(kind);
        var given = submit(Transaction::nextId);
        submit(
                tx -> {
                    tx.nextId();
                    throw new IllegalStateException();
                });
        batch(BatchFault.NONE);
        assertThat(this.<Long>read(Transaction::nextId)).isGreaterThan(given.join());
    }

    @ParameterizedTest
    @EnumSource
    void aClaimIsHeldOnceAndItsUseIsRecorded(StoreKind kind) {
        open(kind);
        submit(tx -> take(tx, 1));
        var second = submit(tx -> take(tx, 2));
        submit(tx -> tx.deleteHold(TaskId.local(1)));
        submit(tx -> take(tx, 3));
        batch(BatchFault.NONE);
        assertThatThrownBy(second::join).hasCauseInstanceOf(StatementFailedException.class);
        assertThat(this.<List<Hold>>read(Transaction::holds))
                .extracting(Hold::taskId)
                .containsExactly(TaskId.local(3));
        assertThat(
                        this.<TaskId>read(
                                tx ->
                                        tx.usedSince(
                                                        SampleTasks.tenant("x"),
                                                        SampleTasks.T0.minusSeconds(1),
                                                        TaskId.local(1))
                                                .orElseThrow()))
                .isEqualTo(TaskId.local(3));
    }

    @ParameterizedTest
    @EnumSource
    void aLocalAndAClusterTaskOfTheSameNumberAreDifferent(StoreKind kind) {
        try (var local = kind.open(StoreScope.LOCAL, "contract-local");
                var cluster = kind.open(StoreScope.CLUSTER, "contract-cluster")) {
            for (var opened : List.of(local, cluster)) {
                use(opened);
                var own = new TaskId(this.<StoreScope>read(Transaction::scope), 17);
                submit(
                        tx -> {
                            tx.insert(SampleTasks.task(own));
                            tx.insertHold(new Hold(SampleTasks.CLUSTER, own, SampleTasks.T0));
                            return null;
                        });
                batch(BatchFault.NONE);
            }
            use(local);
            hasOnly(TaskId.local(17), TaskId.cluster(17));
            use(cluster);
            hasOnly(TaskId.cluster(17), TaskId.local(17));
            store = null;
        }
    }

    private void hasOnly(TaskId own, TaskId other) {
        assertThat(this.<Task>read(tx -> tx.task(own).orElseThrow()).id()).isEqualTo(own);
        assertThat(this.<Optional<Task>>read(tx -> tx.task(other))).isEmpty();
        assertThat(this.<Optional<TaskId>>read(tx -> tx.taskOf(own.subTask(18)))).contains(own);
        assertThat(this.<Optional<TaskId>>read(tx -> tx.taskOf(other.subTask(18)))).isEmpty();
        assertThat(this.<List<Hold>>read(Transaction::holds))
                .extracting(Hold::taskId)
                .containsExactly(own);
        refused(tx -> tx.insert(SampleTasks.task(other)));
        refused(tx -> tx.insertHold(new Hold(SampleTasks.CLUSTER, other, SampleTasks.T0)));
        refused(tx -> tx.deleteHold(other));
        refused(tx -> change(tx, SampleTasks.task(other)));
    }

    private void refused(Consumer<Transaction> change) {
        var answer =
                submit(
                        tx -> {
                            change.accept(tx);
                            return null;
                        });
        batch(BatchFault.NONE);
        assertThatThrownBy(answer::join).hasCauseInstanceOf(IllegalArgumentException.class);
    }

    private void open(StoreKind kind) {
        use(kind.open(StoreScope.LOCAL, "contract"));
    }

    private void use(SteppedStore opened) {
        store = opened;
        writer = new SteppedWriter(opened, Runnable::run);
    }

    private <T> CompletableFuture<T> submit(UnitOfWork<T> unit) {
        return writer.submit(unit);
    }

    private boolean batch(BatchFault fault) {
        writer.reopen();
        return writer.serve(Integer.MAX_VALUE, fault, () -> {});
    }

    private <T> T read(Function<Transaction, T> reading) {
        var answer = submit(reading::apply);
        batch(BatchFault.NONE);
        try {
            return answer.join();
        } catch (CompletionException e) {
            throw new AssertionError(e);
        }
    }

    private List<Long> stored() {
        return read(tx -> tx.unfinished().stream().map(task -> task.id().number()).toList());
    }

    private static long insert(Transaction tx, long id) {
        tx.insert(SampleTasks.task(id));
        return id;
    }

    private static Void change(Transaction tx, Task before) {
        var subTasks =
                before.subTasks().stream()
                        .map(subTask -> SampleTasks.changed(subTask, SubTaskState.READY, null))
                        .toList();
        tx.update(before, SampleTasks.changed(before, subTasks));
        return null;
    }

    private static Void take(Transaction tx, long taskId) {
        tx.insertHold(new Hold(SampleTasks.CLUSTER, TaskId.local(taskId), SampleTasks.T0));
        return null;
    }
}
