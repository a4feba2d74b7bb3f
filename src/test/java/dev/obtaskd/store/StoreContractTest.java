package dev.obtaskd.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.obtaskd.exclusion.Hold;
import dev.obtaskd.task.SubTaskState;
import dev.obtaskd.task.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every store promises the engine: the one on H2, and the one in memory that simulations use. */
class StoreContractTest {

    private static final Fault UNCONFIRMED = new Fault(Fault.Kind.UNCONFIRMED, 0);
    private static final Fault NOT_COMMITTED = new Fault(Fault.Kind.NOT_COMMITTED, 0);

    private enum Stores {
        MEMORY,
        H2
    }

    private SteppedStore store;
    private SteppedWriter writer;

    @AfterEach
    void close() {
        store.close();
    }

    @ParameterizedTest
    @EnumSource
    void aUnitThatFailsIsUndoneAlone(Stores which) {
        open(which);
        var undone = new ArrayList<String>();
        var good = submit(tx -> insert(tx, 10));
        var bad = submit(tx -> {
            tx.afterRollback(() -> undone.add("bad"));
            insert(tx, 20);
            throw new IllegalStateException("no");
        });
        var twice = submit(tx -> insert(tx, 10));
        var last = submit(tx -> insert(tx, 30));
        assertThat(batch(Fault.NONE)).isFalse();
        assertThat(good.join()).isEqualTo(10);
        assertThat(last.join()).isEqualTo(30);
        assertThatThrownBy(bad::join).hasRootCauseMessage("no");
        assertThat(twice).isCompletedExceptionally();
        assertThat(undone).containsExactly("bad");
        assertThat(stored()).containsExactly(10L, 30L);
    }

    @ParameterizedTest
    @EnumSource
    void aBatchThatIsNotCommittedIsUndoneInReverse(Stores which) {
        open(which);
        var said = new ArrayList<Integer>();
        var answers = Stream.of(10, 20).map(id -> submit(tx -> {
            tx.afterCommit(() -> said.add(id));
            tx.afterRollback(() -> said.add(id + 1));
            tx.afterRollback(() -> said.add(id + 2));
            return insert(tx, id);
        })).toList();
        batch(NOT_COMMITTED);
        answers.forEach(answer -> assertThatThrownBy(answer::join).hasCauseInstanceOf(StoreUnavailable.class));
        assertThat(said).containsExactly(22, 21, 12, 11);
        assertThat(stored()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void whatIsCommittedWithoutConfirmationIsThereAndNobodyIsTold(Stores which) {
        open(which);
        var answer = submit(tx -> insert(tx, 10));
        batch(UNCONFIRMED);
        assertThatThrownBy(answer::join).hasCauseInstanceOf(StoreUnavailable.class);
        assertThat(stored()).containsExactly(10L);
    }

    @ParameterizedTest
    @EnumSource
    void aStoreThatFailsAtAnyCallLeavesNothing(Stores which) {
        open(which);
        for (int call = 1; call <= 3; call++) {
            submit(tx -> insert(tx, tx.nextId()));
            submit(tx -> {
                tx.take(new Hold(Samples.CLUSTER, 1, Samples.T0));
                return null;
            });
            batch(new Fault(Fault.Kind.BROKEN, call));
            assertThat(stored()).isEmpty();
            assertThat(this.<List<Hold>>read(Tx::holds)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void actionsRunAfterTheCommitInOrderAndBeforeTheAnswers(Stores which) {
        open(which);
        var said = new ArrayList<String>();
        for (var name : List.of("a", "b")) {
            submit(tx -> {
                tx.touch();
                tx.afterCommit(() -> said.add(name));
                return null;
            }).thenRun(() -> said.add("answer to " + name));
        }
        batch(Fault.NONE);
        assertThat(said).containsExactly("a", "b", "answer to a", "answer to b");
    }

    @ParameterizedTest
    @EnumSource
    void aChangeOfWhatHasChangedMeanwhileIsRefused(Stores which) {
        open(which);
        var before = Samples.task(10);
        submit(tx -> insert(tx, 10));
        submit(tx -> change(tx, before));
        var late = submit(tx -> change(tx, before));
        batch(Fault.NONE);
        assertThatThrownBy(late::join).hasCauseInstanceOf(RaceLost.class);
        assertThat(this.<Long>read(tx -> tx.task(10).orElseThrow().version())).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void idsStayGivenIfTheLastUnitOfTheirBatchFails(Stores which) {
        open(which);
        var given = submit(Tx::nextId);
        submit(tx -> {
            tx.nextId();
            throw new IllegalStateException();
        });
        batch(Fault.NONE);
        assertThat(this.<Long>read(Tx::nextId)).isGreaterThan(given.join());
    }

    @ParameterizedTest
    @EnumSource
    void aClaimIsHeldOnceAndItsUseIsRemembered(Stores which) {
        open(which);
        submit(tx -> take(tx, 1));
        var second = submit(tx -> take(tx, 2));
        submit(tx -> tx.release(1));
        submit(tx -> take(tx, 3));
        batch(Fault.NONE);
        assertThatThrownBy(second::join).hasCauseInstanceOf(StatementFailed.class);
        assertThat(this.<List<Hold>>read(Tx::holds)).extracting(Hold::taskId).containsExactly(3L);
        assertThat(this.<Long>read(tx -> tx.usedSince(Samples.tenant("x"), Samples.T0.minusSeconds(1), 1).orElseThrow()))
                .isEqualTo(3);
    }

    private void open(Stores which) {
        store = switch (which) {
            case MEMORY -> new MemoryStore();
            case H2 -> new H2Store("contract", (sha256, document) -> StoreFixture.GRAPHS.get(sha256));
        };
        writer = new SteppedWriter(store, Runnable::run);
    }

    private <T> CompletableFuture<T> submit(Unit<T> unit) {
        return writer.submit(unit);
    }

    private boolean batch(Fault fault) {
        writer.reopen();
        return writer.serve(Integer.MAX_VALUE, fault, () -> { });
    }

    private <T> T read(Function<Tx, T> reading) {
        var answer = submit(reading::apply);
        batch(Fault.NONE);
        try {
            return answer.join();
        } catch (CompletionException e) {
            throw new AssertionError(e);
        }
    }

    private List<Long> stored() {
        return read(tx -> tx.unfinished().stream().map(Task::id).toList());
    }

    private static long insert(Tx tx, long id) {
        tx.insert(Samples.task(id));
        return id;
    }

    private static Void change(Tx tx, Task before) {
        var subTasks = before.subTasks().stream()
                .map(subTask -> Samples.changed(subTask, SubTaskState.READY, null))
                .toList();
        tx.update(before, Samples.changed(before, subTasks));
        return null;
    }

    private static Void take(Tx tx, long taskId) {
        tx.take(new Hold(Samples.CLUSTER, taskId, Samples.T0));
        return null;
    }
}
