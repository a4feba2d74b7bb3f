package dev.obtaskd.store.writer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.obtaskd.exclusion.Hold;
import dev.obtaskd.id.SubTaskId;
import dev.obtaskd.id.TaskId;
import dev.obtaskd.store.AuditEntry;
import dev.obtaskd.store.IdempotencyRecord;
import dev.obtaskd.store.Page;
import dev.obtaskd.store.RetiredTask;
import dev.obtaskd.store.SampleTasks;
import dev.obtaskd.store.StatementFailedException;
import dev.obtaskd.store.Transaction;
import dev.obtaskd.task.SubTaskState;
import dev.obtaskd.task.Task;
import dev.obtaskd.task.TaskDefinition;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnitOfWorkTest {

    @TempDir Path directory;

    private StoreFixture store;

    @BeforeEach
    void open() {
        store = new StoreFixture(directory);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void onlyTheOwnerReleasesAHold() {
        run(
                tx ->
                        tx.insertHold(
                                new Hold(
                                        SampleTasks.tenant("a"), TaskId.local(2), SampleTasks.T0)));
        assertThat(store.writer.<Boolean>write(tx -> tx.deleteHold(TaskId.local(1)))).isFalse();
        assertThat(store.tasks.holds())
                .containsExactly(
                        new Hold(SampleTasks.tenant("a"), TaskId.local(2), SampleTasks.T0));
        assertThat(store.writer.<Boolean>write(tx -> tx.deleteHold(TaskId.local(2)))).isTrue();
        assertThat(store.tasks.holds()).isEmpty();
    }

    @Test
    void theDatabaseRefusesASecondHolderOfAClaim() {
        run(
                tx ->
                        tx.insertHold(
                                new Hold(
                                        SampleTasks.tenant("a"), TaskId.local(2), SampleTasks.T0)));
        assertThatThrownBy(
                        () ->
                                run(
                                        tx ->
                                                tx.insertHold(
                                                        new Hold(
                                                                SampleTasks.tenant("a"),
                                                                TaskId.local(3),
                                                                SampleTasks.T0))))
                .isInstanceOf(StatementFailedException.class);
    }

    @Test
    void aLaterUseOfAConflictingClaimIsFound() {
        run(
                tx -> {
                    tx.insertHold(
                            new Hold(SampleTasks.tenant("a"), TaskId.local(2), SampleTasks.T0));
                    tx.deleteHold(TaskId.local(2));
                    tx.insertHold(
                            new Hold(
                                    SampleTasks.tenant("a"),
                                    TaskId.local(3),
                                    SampleTasks.T0.plusSeconds(9)));
                    tx.deleteHold(TaskId.local(3));
                });
        run(
                tx -> {
                    assertThat(tx.usedSince(SampleTasks.CLUSTER, SampleTasks.T0, TaskId.local(2)))
                            .hasValue(TaskId.local(3));
                    assertThat(
                                    tx.usedSince(
                                            SampleTasks.tenant("a"),
                                            SampleTasks.T0.plusSeconds(9),
                                            TaskId.local(2)))
                            .isEmpty();
                    assertThat(
                                    tx.usedSince(
                                            SampleTasks.tenant("a"),
                                            SampleTasks.T0,
                                            TaskId.local(3)))
                            .isEmpty();
                    assertThat(
                                    tx.usedSince(
                                            SampleTasks.tenant("A"),
                                            SampleTasks.T0,
                                            TaskId.local(2)))
                            .isEmpty();
                });
    }

    @Test
    void unfinishedTasksAreAllNonTerminalOnes() {
        run(
                tx -> {
                    tx.insert(SampleTasks.task(10));
                    tx.insert(
                            SampleTasks.task(
                                    20,
                                    SubTaskState.SUCCEEDED,
                                    SampleTasks.Named.task("x"),
                                    SampleTasks.T0,
                                    SampleTasks.T0));
                    tx.insert(
                            SampleTasks.task(
                                    30,
                                    SubTaskState.FAILED,
                                    SampleTasks.Named.task("x"),
                                    SampleTasks.T0,
                                    SampleTasks.T0));
                    assertThat(tx.unfinished())
                            .extracting(Task::id)
                            .containsExactly(TaskId.local(10), TaskId.local(30));
                    assertThat(tx.task(TaskId.local(20))).isPresent();
                    assertThat(tx.taskOf(SubTaskId.local(31))).hasValue(TaskId.local(30));
                });
    }

    @Test
    void deletesOnlyTerminalTasksThatEndedBeforeTheLimit() {
        run(
                tx -> {
                    tx.insert(
                            SampleTasks.task(
                                    10,
                                    SubTaskState.SUCCEEDED,
                                    SampleTasks.Named.task("x"),
                                    SampleTasks.T0,
                                    SampleTasks.T0));
                    tx.insert(
                            SampleTasks.task(
                                    20,
                                    SubTaskState.SUCCEEDED,
                                    SampleTasks.Named.task("x"),
                                    SampleTasks.T0,
                                    SampleTasks.T0.plusSeconds(5)));
                    tx.insert(
                            SampleTasks.task(
                                    30,
                                    SubTaskState.FAILED,
                                    SampleTasks.Named.task("x"),
                                    SampleTasks.T0,
                                    SampleTasks.T0));
                    assertThat(tx.deleteFinished(SampleTasks.T0.plusSeconds(5), 9))
                            .containsExactly(new RetiredTask(TaskId.local(10), SampleTasks.T0, 0));
                });
        assertThat(store.tasks.find(TaskId.local(10))).isEmpty();
        assertThat(store.tasks.taskOf(SubTaskId.local(11))).isEmpty();
        assertThat(store.tasks.find(TaskId.local(20))).isPresent();
        assertThat(store.tasks.find(TaskId.local(30))).isPresent();
    }

    @Test
    void auditIsReadNewestFirstInPages() {
        run(
                tx -> {
                    for (long id = 1; id <= 5; id++) {
                        tx.audit(entry(id, id % 2));
                    }
                });
        var first = store.tasks.audit(null, 2, null);
        assertThat(first.items()).containsExactly(entry(5, 1), entry(4, 0));
        assertThat(store.tasks.audit(null, 9, first.next()).items())
                .containsExactly(entry(3, 1), entry(2, 0), entry(1, 1));
        assertThat(store.tasks.audit(TaskId.local(0L), 9, null))
                .isEqualTo(new Page<>(List.of(entry(4, 0), entry(2, 0)), null));
    }

    @Test
    void keepsAnAnswerForItsUserUntilItIsDeleted() {
        var answer =
                new IdempotencyRecord("ann", "k", "hash", 201, "{}", "/x", null, SampleTasks.T0);
        run(tx -> tx.insertIdempotencyRecord(answer));
        run(
                tx -> {
                    assertThat(tx.findIdempotencyRecord("ann", "k")).contains(answer);
                    assertThat(tx.findIdempotencyRecord("bob", "k")).isEmpty();
                    assertThat(tx.deleteIdempotencyRecords(SampleTasks.T0, 9)).isZero();
                    assertThat(tx.deleteIdempotencyRecords(SampleTasks.T0.plusSeconds(1), 9))
                            .isEqualTo(1);
                });
    }

    private void run(Consumer<Transaction> work) {
        store.writer.write(
                tx -> {
                    work.accept(tx);
                    return null;
                });
    }

    private static AuditEntry entry(long id, long taskId) {
        return new AuditEntry(
                id,
                SampleTasks.T0,
                "ann",
                "ADMIN",
                TaskDefinition.Source.CLI,
                null,
                "task.retry",
                TaskId.local(taskId),
                null,
                "why",
                "FAILED",
                null,
                AuditEntry.Result.REFUSED,
                "claim.held");
    }
}
