package dev.obtaskd.store.writer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.obtaskd.id.SubTaskId;
import dev.obtaskd.id.TaskId;
import dev.obtaskd.store.ConcurrentUpdateException;
import dev.obtaskd.store.SampleTasks;
import dev.obtaskd.store.SearchText;
import dev.obtaskd.store.TaskFilter;
import dev.obtaskd.store.TaskSort;
import dev.obtaskd.task.ClaimStatus;
import dev.obtaskd.task.Lifetime;
import dev.obtaskd.task.SubTask;
import dev.obtaskd.task.SubTaskState;
import dev.obtaskd.task.Task;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TaskRoundTripTest {

    private static final long SEED = 20260102;

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
    void aRestoredTaskEqualsTheSavedOne() {
        var random = new Random(SEED);
        for (long id = 10; id < 3_000; id += 10) {
            var saved = SampleTasks.random(random, id);
            store.writer.write(
                    tx -> {
                        tx.insert(saved);
                        return null;
                    });
            same(store.tasks.find(TaskId.local(id)).orElseThrow(), saved);
        }
    }

    @Test
    void everyStateIsStoredForQueries() {
        var random = new Random(SEED);
        for (long id = 10; id < 2_000; id += 10) {
            var saved = SampleTasks.random(random, id);
            store.writer.write(
                    tx -> {
                        tx.insert(saved);
                        return null;
                    });
            var shown = store.tasks.page(filterOf(saved), TaskSort.DEFAULT, 500, null).items();
            assertThat(shown).extracting(Task::id).contains(TaskId.local(id));
        }
    }

    @Test
    void readsAChangedTask() {
        var random = new Random(SEED);
        for (long id = 10; id < 2_000; id += 10) {
            var before = SampleTasks.random(random, id);
            var other = SampleTasks.random(random, id);
            var subTasks =
                    before.subTasks().stream()
                            .map(
                                    old ->
                                            random.nextBoolean()
                                                    ? old
                                                    : SampleTasks.changed(
                                                            SampleTasks.random(
                                                                    random, old.id(), old.stepId()),
                                                            SubTaskState.READY,
                                                            null))
                            .toList();
            var after =
                    new Task(
                            before.origin(),
                            before.graph(),
                            subTasks.stream().map(now -> versioned(before, now)).toList(),
                            other.direction(),
                            other.terminating(),
                            other.abandoned(),
                            new ClaimStatus(other.claimHeld(), other.claimReleasedAt()),
                            new Lifetime(other.startedAt(), other.endedAt()),
                            before.version() + 1);
            store.writer.write(
                    tx -> {
                        tx.insert(before);
                        tx.update(before, after);
                        return null;
                    });
            same(store.tasks.find(TaskId.local(id)).orElseThrow(), after);
        }
    }

    @Test
    void keepsAnAttemptWhenTheNextOneStarts() {
        var random = new Random(SEED);
        var before = SampleTasks.task(10);
        var first = SampleTasks.attempt(random, 1);
        var second = SampleTasks.attempt(random, 2);
        var once =
                SampleTasks.changed(
                        before,
                        List.of(
                                SampleTasks.changed(
                                        before.subTasks().get(0), SubTaskState.RUNNING, first),
                                before.subTasks().get(1)));
        var twice =
                SampleTasks.changed(
                        once,
                        List.of(
                                SampleTasks.changed(
                                        once.subTasks().get(0), SubTaskState.RUNNING, second),
                                once.subTasks().get(1)));
        store.writer.write(
                tx -> {
                    tx.insert(before);
                    tx.update(before, once);
                    tx.update(once, twice);
                    return null;
                });
        assertThat(store.tasks.attempts(SubTaskId.local(11))).containsExactly(first, second);
        assertThat(store.tasks.attempts(SubTaskId.local(12))).isEmpty();
    }

    @Test
    void refusesTheSecondChangeOfOneVersion() {
        var before = SampleTasks.task(10);
        var after =
                SampleTasks.changed(
                        before,
                        List.of(
                                SampleTasks.changed(
                                        before.subTasks().get(0), SubTaskState.READY, null),
                                before.subTasks().get(1)));
        store.writer.write(
                tx -> {
                    tx.insert(before);
                    return null;
                });
        store.writer.<Void>write(
                tx -> {
                    tx.update(before, after);
                    return null;
                });
        assertThatThrownBy(
                        () ->
                                store.writer.<Void>write(
                                        tx -> {
                                            tx.update(before, after);
                                            return null;
                                        }))
                .isInstanceOf(ConcurrentUpdateException.class);
        same(store.tasks.find(TaskId.local(10)).orElseThrow(), after);
    }

    @Test
    void aConcurrentChangeOfASubTaskRollsBackTheTask() {
        var before = SampleTasks.task(10);
        store.writer.write(
                tx -> {
                    tx.insert(before);
                    return null;
                });
        var stale =
                SampleTasks.changed(
                        before,
                        List.of(
                                SampleTasks.changed(
                                        SampleTasks.changed(
                                                before.subTasks().get(0), SubTaskState.READY, null),
                                        SubTaskState.RUNNING,
                                        null),
                                before.subTasks().get(1)));
        var wrong =
                SampleTasks.changed(
                        before,
                        List.of(
                                SampleTasks.changed(
                                        before.subTasks().get(0), SubTaskState.READY, null),
                                before.subTasks().get(1)));
        assertThatThrownBy(
                        () ->
                                store.writer.<Void>write(
                                        tx -> {
                                            tx.update(
                                                    new Task(
                                                            before.origin(),
                                                            before.graph(),
                                                            wrong.subTasks(),
                                                            before.direction(),
                                                            false,
                                                            false,
                                                            ClaimStatus.NONE,
                                                            Lifetime.NOT_STARTED,
                                                            0),
                                                    stale);
                                            return null;
                                        }))
                .isInstanceOf(ConcurrentUpdateException.class);
        same(store.tasks.find(TaskId.local(10)).orElseThrow(), before);
    }

    private static SubTask versioned(Task before, SubTask now) {
        var old = before.subTask(now.id());
        return now.equals(old)
                ? now
                : new SubTask(
                        now.id(),
                        now.stepId(),
                        now.host(),
                        now.state(),
                        now.queued(),
                        now.attempt(),
                        now.toUndo(),
                        now.autoRetries(),
                        now.waiting(),
                        now.output(),
                        now.written(),
                        now.skipped(),
                        now.cause(),
                        now.message(),
                        new Lifetime(now.startedAt(), now.endedAt()),
                        old.version() + 1);
    }

    private static TaskFilter filterOf(Task task) {
        return new TaskFilter(
                Set.of(task.state()),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                Set.of(),
                null,
                null,
                new SearchText(String.valueOf(task.id()), "1", "4x", "2x"),
                true);
    }

    private static void same(Task restored, Task saved) {
        assertThat(restored).usingRecursiveComparison().ignoringFields("graph").isEqualTo(saved);
        assertThat(List.copyOf(restored.graph().steps()))
                .isEqualTo(List.copyOf(saved.graph().steps()));
    }
}
