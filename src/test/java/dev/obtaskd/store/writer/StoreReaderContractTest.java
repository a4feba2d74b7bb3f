package dev.obtaskd.store.writer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obtaskd.exclusion.Hold;
import dev.obtaskd.exclusion.TaskScope;
import dev.obtaskd.id.StoreScope;
import dev.obtaskd.id.SubTaskId;
import dev.obtaskd.id.TaskId;
import dev.obtaskd.store.AuditEntry;
import dev.obtaskd.store.AuditFilter;
import dev.obtaskd.store.BatchFault;
import dev.obtaskd.store.IdKind;
import dev.obtaskd.store.SampleTasks;
import dev.obtaskd.store.SearchText;
import dev.obtaskd.store.SteppedStore;
import dev.obtaskd.store.StoreReader;
import dev.obtaskd.store.TaskCursor;
import dev.obtaskd.store.TaskFilter;
import dev.obtaskd.store.TaskSort;
import dev.obtaskd.store.Transaction;
import dev.obtaskd.task.SubTaskState;
import dev.obtaskd.task.Task;
import dev.obtaskd.task.TaskDefinition;
import dev.obtaskd.task.TaskState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The contract of every store for readers of committed data. */
class StoreReaderContractTest {

    private static final Instant T0 = SampleTasks.T0;

    private SteppedStore store;
    private SteppedWriter writer;
    private StoreReader reader;

    @AfterEach
    void close() {
        store.close();
    }

    @ParameterizedTest
    @EnumSource
    void tasksAreFoundByIdInTheOrderOfTheIds(StoreKind kind) {
        open(kind);
        assertThat(reader.find(TaskId.local(10))).map(Task::id).contains(TaskId.local(10));
        assertThat(reader.find(TaskId.local(99))).isEmpty();
        assertThat(reader.find(ids(30, 99, 10)))
                .extracting(StoreReaderContractTest::number)
                .containsExactly(30L, 10L);
        assertThat(reader.taskOf(SubTaskId.local(31))).contains(TaskId.local(30));
        assertThat(reader.taskOf(SubTaskId.local(30))).isEmpty();
        assertThat(reader.kindOf(10)).contains(IdKind.TASK);
        assertThat(reader.kindOf(11)).contains(IdKind.SUB_TASK);
        assertThat(reader.kindOf(99)).isEmpty();
        assertThat(reader.attempts(SubTaskId.local(99))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void onlyTerminalTasksHaveAnEnd(StoreKind kind) {
        open(kind);
        assertThat(reader.ends(ids(10, 30, 40, 99)))
                .isEqualTo(
                        Map.of(
                                TaskId.local(10), Optional.empty(),
                                TaskId.local(30), Optional.of(T0.plusSeconds(5)),
                                TaskId.local(40), Optional.empty()));
    }

    @ParameterizedTest
    @EnumSource
    void unfinishedTasksAreNewestFirstWithoutHiddenOnes(StoreKind kind) {
        open(kind);
        assertThat(reader.unfinished(null, 9))
                .extracting(StoreReaderContractTest::number)
                .containsExactly(40L, 20L, 10L);
        assertThat(reader.unfinished(null, 2))
                .extracting(StoreReaderContractTest::number)
                .containsExactly(40L, 20L);
        assertThat(reader.unfinished(TaskScope.CLUSTER, 9))
                .extracting(StoreReaderContractTest::number)
                .containsExactly(20L);
        assertThat(reader.counts())
                .hasSize(TaskState.values().length)
                .containsEntry(TaskState.PENDING, 2L)
                .containsEntry(TaskState.SUCCEEDED, 1L)
                .containsEntry(TaskState.FAILED, 1L);
    }

    @ParameterizedTest
    @EnumSource
    void pagesOfEverySortContainEveryTaskOnce(StoreKind kind) {
        open(kind);
        for (var field : TaskSort.Field.values()) {
            assertThat(walk(new TaskSort(field, false)))
                    .as(field.toString())
                    .isEqualTo(
                            switch (field) {
                                case CREATED_AT, NAME -> List.of(10L, 20L, 30L, 40L);
                                case ENDED_AT -> List.of(40L, 30L, 10L, 20L);
                            });
            assertThat(walk(new TaskSort(field, true)))
                    .as(field + " descending")
                    .isEqualTo(
                            switch (field) {
                                case CREATED_AT, NAME -> List.of(40L, 30L, 20L, 10L);
                                case ENDED_AT -> List.of(30L, 40L, 20L, 10L);
                            });
        }
    }

    @ParameterizedTest
    @EnumSource
    void aListContainsTheTasksThatMatchItsFilter(StoreKind kind) {
        open(kind);
        assertThat(ids(filter(Set.of(TaskState.FAILED), null, null))).containsExactly(40L);
        assertThat(ids(filter(Set.of(), "ALPHA", null))).containsExactly(10L);
        assertThat(ids(filter(Set.of(), null, new SearchText("0", "1", "4x", "2x"))))
                .containsExactly(40L, 30L, 20L, 10L);
        assertThat(ids(filter(Set.of(), null, new SearchText("120", "1", "4x", "2x"))))
                .containsExactly(20L);
        assertThat(ids(filter(Set.of(), null, new SearchText("gam", "1", "4x", "2x"))))
                .containsExactly(30L);
    }

    @ParameterizedTest
    @EnumSource
    void holdsAreOldestFirstAndAuditEntriesNewestFirst(StoreKind kind) {
        open(kind);
        assertThat(reader.holds())
                .extracting(Hold::taskId)
                .containsExactly(TaskId.local(40), TaskId.local(20));
        var first = reader.audit(null, 2, null);
        assertThat(first.items()).extracting(AuditEntry::id).containsExactly(3L, 2L);
        assertThat(reader.audit(null, 2, first.next()).items())
                .extracting(AuditEntry::id)
                .containsExactly(1L);
        var ofOneTask = reader.audit(TaskId.local(10), 9, null);
        assertThat(ofOneTask.items()).extracting(AuditEntry::id).containsExactly(3L, 1L);
        assertThat(ofOneTask.next()).isNull();
    }

    @ParameterizedTest
    @EnumSource
    void auditEntriesAreSelectedByEachOfTheirFields(StoreKind kind) {
        open(kind);
        var other = other(4);
        write(tx -> tx.audit(other));
        assertThat(reader.auditPage(AuditFilter.ofTask(null), 9, null).items())
                .hasSize(4)
                .first()
                .isEqualTo(other);
        for (var only :
                List.of(
                        filter("actor", "bob"),
                        filter("action", "submit"),
                        filter("action", "submit a_b"),
                        filter("result", "REFUSED"),
                        filter("source", "WEB"),
                        filter("address", "SOCKET"),
                        filter("objectType", "TOKEN"),
                        filter("objectId", "t'1"),
                        filter("from", T0.plusSeconds(1).toString()))) {
            assertThat(reader.auditPage(only, 9, null).items())
                    .as("%s", only)
                    .containsExactly(other);
        }
        assertThat(audited(filter("action", "submi"))).isEmpty();
        assertThat(audited(filter("action", "submit aXb"))).isEmpty();
        assertThat(audited(filter("action", "s%"))).isEmpty();
        assertThat(audited(filter("to", T0.plusSeconds(1).toString()))).containsExactly(3L, 2L, 1L);
        assertThat(audited(filter("ofTasks", "true"))).containsExactly(3L, 2L, 1L);
        assertThat(audited(AuditFilter.ofTask(new TaskId(StoreScope.CLUSTER, 10)))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void refusedSubmitsAreCountedByTheTaskThatHoldsTheClaim(StoreKind kind) {
        open(kind);
        write(
                tx -> {
                    tx.audit(refused(4, "submit a", 20, 1, T0));
                    tx.audit(refused(5, "submit b", 20, 7, T0.plusSeconds(9)));
                    tx.audit(refused(6, "submit a", 40, 1, T0.plusSeconds(8)));
                    tx.audit(refused(7, "retry", 40, 1, T0.plusSeconds(8)));
                    tx.audit(refused(8, "submit a", 40, 1, T0.minusSeconds(1)));
                });
        assertThat(reader.refusals(T0))
                .isEqualTo(Map.of(TaskId.local(20), 8L, TaskId.local(40), 1L));
        assertThat(reader.refusals(T0.plusSeconds(9))).isEqualTo(Map.of(TaskId.local(20), 7L));
        assertThat(reader.refusals(T0.plusSeconds(10))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void oldAuditEntriesAreDeleted(StoreKind kind) {
        open(kind);
        write(tx -> tx.audit(other(4)));
        write(
                tx -> {
                    assertThat(tx.deleteAudit(T0.plusSeconds(1), 2)).isEqualTo(2);
                    assertThat(tx.deleteAudit(T0.plusSeconds(1), 2)).isEqualTo(1);
                    assertThat(tx.deleteAudit(T0.plusSeconds(1), 2)).isZero();
                });
        assertThat(audited(AuditFilter.ofTask(null))).containsExactly(4L);
    }

    private List<Long> audited(AuditFilter filter) {
        return reader.auditPage(filter, 9, null).items().stream().map(AuditEntry::id).toList();
    }

    private static AuditFilter filter(String field, String value) {
        var values = Map.of(field, value);
        var objectType = values.get("objectType");
        var result = values.get("result");
        var source = values.get("source");
        var from = values.get("from");
        var to = values.get("to");
        return new AuditFilter(
                values.get("actor"),
                values.get("action"),
                result == null ? null : AuditEntry.Result.valueOf(result),
                source == null ? null : TaskDefinition.Source.valueOf(source),
                values.get("address"),
                objectType == null ? null : AuditEntry.ObjectType.valueOf(objectType),
                values.get("objectId"),
                null,
                from == null ? null : Instant.parse(from),
                to == null ? null : Instant.parse(to),
                values.containsKey("ofTasks"));
    }

    /** An entry that differs from the others in each field. */
    private static AuditEntry other(long id) {
        return new AuditEntry(
                id,
                T0.plusSeconds(1),
                "bob",
                null,
                TaskDefinition.Source.WEB,
                "SOCKET",
                "submit a_b",
                null,
                null,
                "why",
                null,
                null,
                AuditEntry.Result.REFUSED,
                "claim.held",
                AuditEntry.ObjectType.TOKEN,
                "t'1",
                TaskId.local(20),
                3);
    }

    private static AuditEntry refused(long id, String action, long holder, int times, Instant at) {
        return new AuditEntry(
                id,
                at,
                "bob",
                "ADMIN",
                TaskDefinition.Source.API,
                "192.0.2.1",
                action,
                null,
                null,
                null,
                null,
                null,
                AuditEntry.Result.REFUSED,
                "claim.held",
                AuditEntry.ObjectType.TASK,
                null,
                TaskId.local(holder),
                times);
    }

    @ParameterizedTest
    @EnumSource
    void theLastOperationIsTheLatestAcceptedRequest(StoreKind kind) {
        open(kind);
        write(
                tx -> {
                    tx.audit(at(entry(5, 10), T0.plusSeconds(7), AuditEntry.Result.ACCEPTED));
                    tx.audit(at(entry(6, 20), T0.plusSeconds(9), AuditEntry.Result.REFUSED));
                });
        assertThat(reader.lastOperations(ids(10, 20, 30, 99)))
                .isEqualTo(
                        Map.of(
                                TaskId.local(10),
                                T0.plusSeconds(7),
                                TaskId.local(20),
                                entry(2, 20).at()));
        assertThat(reader.lastOperations(List.of())).isEmpty();
        assertThat(reader.lastOperations(List.of(TaskId.cluster(10)))).isEmpty();
    }

    private static AuditEntry at(AuditEntry entry, Instant at, AuditEntry.Result result) {
        return new AuditEntry(
                entry.id(),
                at,
                entry.actor(),
                entry.role(),
                entry.source(),
                entry.address(),
                entry.action(),
                entry.taskId(),
                entry.subTaskId(),
                entry.reason(),
                entry.before(),
                entry.after(),
                result,
                entry.code());
    }

    private void open(StoreKind kind) {
        store = kind.open(StoreScope.LOCAL, "reader");
        writer = new SteppedWriter(store, Runnable::run);
        reader = writer.reader();
        write(
                tx -> {
                    tx.insert(SampleTasks.named(10, "alpha"));
                    tx.insert(task(20, SubTaskState.PENDING, "beta", true, false, null));
                    tx.insert(
                            task(
                                    30,
                                    SubTaskState.SUCCEEDED,
                                    "gamma",
                                    false,
                                    false,
                                    T0.plusSeconds(5)));
                    tx.insert(
                            task(
                                    40,
                                    SubTaskState.FAILED,
                                    "omega",
                                    false,
                                    false,
                                    T0.plusSeconds(4)));
                    tx.insert(task(50, SubTaskState.PENDING, "sigma", false, true, null));
                    tx.insertHold(
                            new Hold(SampleTasks.tenant("a"), TaskId.local(20), T0.plusSeconds(2)));
                    tx.insertHold(new Hold(SampleTasks.tenant("b"), TaskId.local(40), T0));
                    for (long id = 1; id <= 3; id++) {
                        tx.audit(entry(id, id == 2 ? 20 : 10));
                    }
                });
    }

    private void write(Consumer<Transaction> unit) {
        var done =
                writer.submit(
                        tx -> {
                            unit.accept(tx);
                            return null;
                        });
        writer.serve(Integer.MAX_VALUE, BatchFault.NONE, () -> {});
        done.join();
    }

    private List<Long> walk(TaskSort sort) {
        var ids = new ArrayList<Long>();
        TaskCursor after = null;
        do {
            var page = reader.page(TaskFilter.ALL, sort, 1, after);
            page.items().forEach(task -> ids.add(number(task)));
            after = page.next();
        } while (after != null);
        return ids;
    }

    private List<Long> ids(TaskFilter filter) {
        return reader.page(filter, TaskSort.DEFAULT, 9, null).items().stream()
                .map(StoreReaderContractTest::number)
                .toList();
    }

    private static TaskFilter filter(Set<TaskState> states, String name, SearchText search) {
        return new TaskFilter(
                states, null, null, null, null, null, null, name, Set.of(), null, null, search,
                false);
    }

    private static Task task(
            long id,
            SubTaskState state,
            String name,
            boolean cluster,
            boolean hidden,
            Instant end) {
        var plain = SampleTasks.Named.task(name);
        var named =
                new SampleTasks.Named(
                        plain.operation(),
                        plain.name(),
                        plain.target(),
                        plain.hosts(),
                        cluster ? SampleTasks.CLUSTER : plain.claim(),
                        plain.user(),
                        hidden,
                        plain.parent());
        return SampleTasks.task(id, state, named, T0.plusSeconds(id), end);
    }

    private static AuditEntry entry(long id, long taskId) {
        return new AuditEntry(
                id,
                T0,
                "ann",
                "ADMIN",
                TaskDefinition.Source.CLI,
                null,
                "task.retry",
                TaskId.local(taskId),
                null,
                null,
                "FAILED",
                null,
                AuditEntry.Result.ACCEPTED,
                null);
    }

    private static List<TaskId> ids(long... numbers) {
        return LongStream.of(numbers).mapToObj(TaskId::local).toList();
    }

    private static long number(Task task) {
        return task.id().number();
    }
}
