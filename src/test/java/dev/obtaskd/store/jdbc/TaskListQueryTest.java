package dev.obtaskd.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.obtaskd.exclusion.Claim;
import dev.obtaskd.exclusion.MaintenanceType;
import dev.obtaskd.exclusion.TaskScope;
import dev.obtaskd.id.SubTaskId;
import dev.obtaskd.id.TaskId;
import dev.obtaskd.store.IdKind;
import dev.obtaskd.store.SampleTasks;
import dev.obtaskd.store.SearchText;
import dev.obtaskd.store.TaskCursor;
import dev.obtaskd.store.TaskFilter;
import dev.obtaskd.store.TaskSort;
import dev.obtaskd.store.writer.StoreFixture;
import dev.obtaskd.task.SubTaskState;
import dev.obtaskd.task.Task;
import dev.obtaskd.task.TaskState;
import dev.obtaskd.text.LocalizedText;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaskListQueryTest {

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

    @ParameterizedTest
    @CsvSource({
        "CREATED_AT,true",
        "CREATED_AT,false",
        "ENDED_AT,true",
        "ENDED_AT,false",
        "NAME,true",
        "NAME,false"
    })
    void pagesHaveNeitherGapsNorDuplicatesWhileTasksAreAdded(
            TaskSort.Field by, boolean descending) {
        for (long id = 10; id <= 300; id += 10) {
            var ended = id % 30 == 0 ? null : SampleTasks.T0.plusSeconds(id % 70);
            insert(
                    SampleTasks.task(
                            id,
                            SubTaskState.SUCCEEDED,
                            SampleTasks.Named.task("n" + id % 40),
                            SampleTasks.T0.plusSeconds(id % 50),
                            ended));
        }
        var sort = new TaskSort(by, descending);
        var seen = new ArrayList<Long>();
        TaskCursor cursor = null;
        long added = 1000;
        do {
            var page = store.tasks.page(TaskFilter.ALL, sort, 7, cursor);
            page.items().forEach(task -> seen.add(task.id().number()));
            cursor = page.next();
            insert(
                    SampleTasks.task(
                            added += 10,
                            SubTaskState.SUCCEEDED,
                            SampleTasks.Named.task("n" + added % 40),
                            SampleTasks.T0.plusSeconds(added % 50),
                            SampleTasks.T0.plusSeconds(added % 70)));
        } while (cursor != null && added < 3000);
        assertThat(seen).doesNotHaveDuplicates();
        assertThat(seen.stream().filter(id -> id <= 300)).hasSize(30);
        assertThat(cursor).isNull();
    }

    @Test
    void tasksThatHaveNotEndedComeLastBothWays() {
        insert(
                SampleTasks.task(
                        10,
                        SubTaskState.PENDING,
                        SampleTasks.Named.task("a"),
                        SampleTasks.T0,
                        null));
        insert(
                SampleTasks.task(
                        20,
                        SubTaskState.SUCCEEDED,
                        SampleTasks.Named.task("b"),
                        SampleTasks.T0,
                        SampleTasks.T0.plusSeconds(1)));
        insert(
                SampleTasks.task(
                        30,
                        SubTaskState.SUCCEEDED,
                        SampleTasks.Named.task("c"),
                        SampleTasks.T0,
                        SampleTasks.T0.plusSeconds(2)));
        assertThat(ids(TaskFilter.ALL, new TaskSort(TaskSort.Field.ENDED_AT, false)))
                .containsExactly(20L, 30L, 10L);
        assertThat(ids(TaskFilter.ALL, new TaskSort(TaskSort.Field.ENDED_AT, true)))
                .containsExactly(30L, 20L, 10L);
    }

    @Test
    void eachFilterReturnsExactlyTheMatchingTasks() {
        var tenant = new Claim(TaskScope.CLUSTER, MaintenanceType.TENANT, "t1", null);
        insert(
                SampleTasks.task(
                        10,
                        SubTaskState.PENDING,
                        new SampleTasks.Named(
                                "op.one",
                                new LocalizedText("Create 100%_x", "创建"),
                                "Prod",
                                List.of("10.0.0.1:1"),
                                tenant,
                                "bob",
                                false,
                                5L),
                        SampleTasks.T0,
                        null));
        insert(
                SampleTasks.task(
                        20,
                        SubTaskState.SUCCEEDED,
                        new SampleTasks.Named(
                                "op.two",
                                new LocalizedText("Drop 100yyx", "删除"),
                                null,
                                List.of("10.0.0.2:1", "10.0.0.3:1"),
                                SampleTasks.NONE,
                                "ann",
                                true,
                                null),
                        SampleTasks.T0.plusSeconds(60),
                        null));

        assertThat(ids(states(Set.of(TaskState.SUCCEEDED)))).containsExactly(20L);
        assertThat(ids(filter(TaskScope.CLUSTER, null, null, null, null, null, null)))
                .containsExactly(10L);
        assertThat(ids(filter(null, MaintenanceType.NONE, null, null, null, null, null)))
                .containsExactly(20L);
        assertThat(ids(filter(null, null, "op.two", null, null, null, null))).containsExactly(20L);
        assertThat(ids(filter(null, null, null, "bob", null, null, null))).containsExactly(10L);
        assertThat(ids(filter(null, null, null, null, "PRO", null, null))).containsExactly(10L);
        assertThat(ids(filter(null, null, null, null, null, "删", null))).containsExactly(20L);
        assertThat(ids(filter(null, null, null, null, null, "100%_X", null))).containsExactly(10L);
        assertThat(ids(filter(null, null, null, null, null, null, "20"))).containsExactly(20L);
        assertThat(ids(filter(null, null, null, null, null, null, "110"))).containsExactly(10L);
        assertThat(ids(filter(null, null, null, null, null, null, "prod"))).containsExactly(10L);
        assertThat(ids(filter(null, null, null, null, null, null, "' or 1=1 --"))).isEmpty();
        assertThat(ids(more("TENANT", Set.of(), null, null))).containsExactly(10L);
        assertThat(ids(more(null, Set.of("10.0.0.3:1", "10.0.0.9:1"), null, null)))
                .containsExactly(20L);
        assertThat(ids(more(null, Set.of("h3"), null, null))).isEmpty();
        assertThat(ids(more(null, Set.of(), SampleTasks.T0.plusSeconds(60), null)))
                .containsExactly(20L);
        assertThat(ids(more(null, Set.of(), null, SampleTasks.T0.plusSeconds(60))))
                .containsExactly(10L);
        assertThat(ids(TaskFilter.ALL)).containsExactly(10L);
        assertThat(store.tasks.counts())
                .containsEntry(TaskState.PENDING, 1L)
                .containsEntry(TaskState.SUCCEEDED, 0L);
    }

    @Test
    void refusesACursorOfAnotherQuery() {
        var ofNames = new TaskCursor("a name", 1);
        assertThatThrownBy(() -> store.tasks.page(TaskFilter.ALL, TaskSort.DEFAULT, 1, ofNames))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void findsTasksByEachKindOfId() {
        insert(SampleTasks.task(10));
        assertThat(store.tasks.kindOf(10)).contains(IdKind.TASK);
        assertThat(store.tasks.kindOf(11)).contains(IdKind.SUB_TASK);
        assertThat(store.tasks.kindOf(99)).isEmpty();
        assertThat(store.tasks.taskOf(SubTaskId.local(12))).hasValue(TaskId.local(10));
        assertThat(store.tasks.taskOf(SubTaskId.local(10))).isEmpty();
    }

    @Test
    void aPageReadsOnlyTasksThatChangedSinceTheLastRead() {
        var stays = SampleTasks.task(10);
        var moves = SampleTasks.task(20);
        insert(stays);
        insert(moves);
        var first = page();
        assertThat(page()).first().isSameAs(first.getFirst());
        var failed =
                SampleTasks.changed(
                        moves,
                        List.of(
                                SampleTasks.changed(
                                        moves.subTasks().getFirst(), SubTaskState.FAILED, null),
                                moves.subTasks().getLast()));
        store.writer.write(
                tx -> {
                    tx.update(moves, failed);
                    return null;
                });
        assertThat(page().getFirst()).isEqualTo(failed);
        assertThat(page().getLast()).isSameAs(first.getLast()).isEqualTo(stays);
    }

    /** Such tasks are few, and 256 of them would fill a small heap. */
    @Test
    void tasksWithLongTextsAreReadEveryTime() {
        insert(SampleTasks.task(10));
        insert(
                SampleTasks.withParams(
                        SampleTasks.task(20), "{\"text\": \"" + "x".repeat(16 * 1024) + "\"}"));
        var first = page();
        assertThat(page().getFirst()).isEqualTo(first.getFirst()).isNotSameAs(first.getFirst());
        assertThat(page().getLast()).isSameAs(first.getLast());
    }

    private List<Task> page() {
        return store.tasks.page(TaskFilter.ALL, TaskSort.DEFAULT, 50, null).items();
    }

    private void insert(Task task) {
        store.writer.write(
                tx -> {
                    tx.insert(task);
                    return null;
                });
    }

    private List<Long> ids(TaskFilter filter) {
        return ids(filter, TaskSort.DEFAULT);
    }

    private List<Long> ids(TaskFilter filter, TaskSort sort) {
        return store.tasks.page(filter, sort, 50, null).items().stream()
                .map(task -> task.id().number())
                .toList();
    }

    private static TaskFilter states(Set<TaskState> states) {
        return new TaskFilter(
                states, null, null, null, null, null, null, null, Set.of(), null, null, null, true);
    }

    private static TaskFilter filter(
            TaskScope scope,
            MaintenanceType type,
            String operation,
            String initiator,
            String target,
            String name,
            String q) {
        return new TaskFilter(
                Set.of(),
                scope,
                type,
                operation,
                initiator,
                target,
                null,
                name,
                Set.of(),
                null,
                null,
                q == null ? null : new SearchText(q, "1", "4x", "2x"),
                true);
    }

    private static TaskFilter more(String targetType, Set<String> hosts, Instant from, Instant to) {
        return new TaskFilter(
                Set.of(),
                null,
                null,
                null,
                null,
                null,
                targetType,
                null,
                hosts,
                from,
                to,
                null,
                true);
    }
}
