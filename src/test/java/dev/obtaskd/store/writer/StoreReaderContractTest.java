package dev.obtaskd.store.writer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obtaskd.exclusion.Hold;
import dev.obtaskd.exclusion.TaskScope;
import dev.obtaskd.store.AuditEntry;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every store promises the readers of committed data. */
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
        assertThat(reader.find(10)).map(Task::id).contains(10L);
        assertThat(reader.find(99)).isEmpty();
        assertThat(reader.find(List.of(30L, 99L, 10L)))
                .extracting(Task::id)
                .containsExactly(30L, 10L);
        assertThat(reader.taskOf(31)).hasValue(30);
        assertThat(reader.taskOf(30)).isEmpty();
        assertThat(reader.kindOf(10)).contains(IdKind.TASK);
        assertThat(reader.kindOf(11)).contains(IdKind.SUB_TASK);
        assertThat(reader.kindOf(99)).isEmpty();
        assertThat(reader.attempts(99)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void onlyTerminalTasksHaveAnEnd(StoreKind kind) {
        open(kind);
        assertThat(reader.ends(List.of(10L, 30L, 40L, 99L)))
                .isEqualTo(
                        Map.of(
                                10L, Optional.empty(),
                                30L, Optional.of(T0.plusSeconds(5)),
                                40L, Optional.empty()));
    }

    @ParameterizedTest
    @EnumSource
    void unfinishedTasksAreNewestFirstAndHiddenOnesLeftOut(StoreKind kind) {
        open(kind);
        assertThat(reader.unfinished(null, 9)).extracting(Task::id).containsExactly(40L, 20L, 10L);
        assertThat(reader.unfinished(null, 2)).extracting(Task::id).containsExactly(40L, 20L);
        assertThat(reader.unfinished(TaskScope.CLUSTER, 9))
                .extracting(Task::id)
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
    void aListContainsWhatMatchesItsFilter(StoreKind kind) {
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
        assertThat(reader.holds()).extracting(Hold::taskId).containsExactly(40L, 20L);
        var first = reader.audit(null, 2, null);
        assertThat(first.items()).extracting(AuditEntry::id).containsExactly(3L, 2L);
        assertThat(reader.audit(null, 2, first.next()).items())
                .extracting(AuditEntry::id)
                .containsExactly(1L);
        var ofOneTask = reader.audit(10L, 9, null);
        assertThat(ofOneTask.items()).extracting(AuditEntry::id).containsExactly(3L, 1L);
        assertThat(ofOneTask.next()).isNull();
    }

    private void open(StoreKind kind) {
        store = kind.open("reader");
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
                    tx.take(new Hold(SampleTasks.tenant("a"), 20, T0.plusSeconds(2)));
                    tx.take(new Hold(SampleTasks.tenant("b"), 40, T0));
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
            page.items().forEach(task -> ids.add(task.id()));
            after = page.next();
        } while (after != null);
        return ids;
    }

    private List<Long> ids(TaskFilter filter) {
        return reader.page(filter, TaskSort.DEFAULT, 9, null).items().stream()
                .map(Task::id)
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
                taskId,
                null,
                null,
                "FAILED",
                null,
                AuditEntry.Result.ACCEPTED,
                null);
    }
}
