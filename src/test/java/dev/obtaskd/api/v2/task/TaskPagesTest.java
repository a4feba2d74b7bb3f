package dev.obtaskd.api.v2.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obtaskd.api.v2.http.Audience;
import dev.obtaskd.api.v2.http.QueryValues;
import dev.obtaskd.api.v2.http.ResponseContext;
import dev.obtaskd.api.v2.wire.TaskView.TargetView;
import dev.obtaskd.id.AgentAddress;
import dev.obtaskd.id.TaskId;
import dev.obtaskd.security.UserRole;
import dev.obtaskd.store.SampleTasks;
import dev.obtaskd.store.TaskCursor;
import dev.obtaskd.store.TaskFilter;
import dev.obtaskd.store.writer.StoreFixture;
import dev.obtaskd.task.Task;
import dev.obtaskd.task.TaskTransitions;
import dev.obtaskd.task.WaitReason;
import dev.obtaskd.text.Language;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pages of a filter that is applied after the query. */
class TaskPagesTest {

    private static final int RUNNING = TaskPages.EXAMINED + 300;

    private static final ResponseContext CONTEXT =
            new ResponseContext(
                    new Audience(Language.EN, UserRole.ADMIN),
                    SampleTasks.T0.plusSeconds(100_000),
                    AgentAddress.parse("10.0.0.1:2887"),
                    any -> true,
                    target -> new TargetView(target.type(), target.name(), null, null, false));

    @TempDir Path directory;

    private StoreFixture store;
    private TaskPages pages;

    @BeforeEach
    void open() {
        store = new StoreFixture(directory);
        pages = new TaskPages(store.tasks, new LastOperations(store.tasks));
    }

    @AfterEach
    void close() {
        store.close();
    }

    /** The waiting tasks are the oldest and the newest; those between run. */
    @Test
    void aRequestExaminesALimitedNumberOfTasksAndTheNextGoesOn() {
        var tasks = new ArrayList<Task>();
        tasks.add(ready(10));
        for (var i = 2; i <= RUNNING + 1; i++) {
            tasks.add(SampleTasks.running(TaskId.local(i * 10L)));
        }
        tasks.add(ready((RUNNING + 2) * 10L));
        store.writer
                .<Void>submit(
                        tx -> {
                            tasks.forEach(tx::insert);
                            return null;
                        })
                .join();
        var first = pages.page(query(50, null), CONTEXT);
        assertThat(first.items()).containsExactly(tasks.getLast());
        assertThat(first.next()).isNotNull();
        var second = pages.page(query(50, first.next()), CONTEXT);
        assertThat(second.items()).containsExactly(tasks.getFirst());
        assertThat(second.next()).isNull();
    }

    @Test
    void aFullPageEndsAtItsLastTask() {
        for (var id : List.of(10L, 20L, 30L)) {
            store.writer
                    .<Void>submit(
                            tx -> {
                                tx.insert(ready(id));
                                return null;
                            })
                    .join();
        }
        var first = pages.page(query(2, null), CONTEXT);
        assertThat(first.items()).extracting(task -> task.id().number()).containsExactly(30L, 20L);
        var second = pages.page(query(2, first.next()), CONTEXT);
        assertThat(second.items()).extracting(task -> task.id().number()).containsExactly(10L);
        assertThat(second.next()).isNull();
    }

    /** More than one request examines, and as many as the limit. */
    @Test
    void allTasksOfAFilterAreExaminedUpToALimit() {
        var tasks = new ArrayList<Task>();
        tasks.add(ready(10));
        for (var i = 2; i <= RUNNING + 1; i++) {
            tasks.add(SampleTasks.running(TaskId.local(i * 10L)));
        }
        tasks.add(ready((RUNNING + 2) * 10L));
        store.writer
                .<Void>submit(
                        tx -> {
                            tasks.forEach(tx::insert);
                            return null;
                        })
                .join();
        var waiting = parameters(Map.of("waitingFor", List.of("WORKER")));
        assertThat(pages.all(waiting, 2, CONTEXT))
                .hasValue(List.of(tasks.getLast(), tasks.getFirst()));
        assertThat(pages.all(waiting, 1, CONTEXT)).isEmpty();
        assertThat(pages.all(parameters(Map.of()), RUNNING + 1, CONTEXT)).isEmpty();
        assertThat(pages.all(parameters(Map.of()), RUNNING + 2, CONTEXT).orElseThrow())
                .hasSize(RUNNING + 2);
    }

    private static QueryValues parameters(Map<String, List<String>> values) {
        return TaskListParameters.PARAMETERS.read(values);
    }

    private static Task ready(long id) {
        return TaskTransitions.begin(SampleTasks.task(id), SampleTasks.T0);
    }

    private static TaskQuery query(int limit, TaskCursor after) {
        return new TaskQuery(
                TaskFilter.ALL,
                new WaitFilter(Set.of(WaitReason.Kind.WORKER), null),
                "-createdAt",
                limit,
                after);
    }
}
