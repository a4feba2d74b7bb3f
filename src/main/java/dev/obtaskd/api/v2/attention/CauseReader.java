package dev.obtaskd.api.v2.attention;

import dev.obtaskd.api.v2.http.ResponseContext;
import dev.obtaskd.exclusion.Hold;
import dev.obtaskd.id.TaskId;
import dev.obtaskd.store.StoreReader;
import dev.obtaskd.store.TaskCursor;
import dev.obtaskd.store.TaskFilter;
import dev.obtaskd.store.TaskSort;
import dev.obtaskd.task.Task;
import dev.obtaskd.task.TaskState;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads the causes from the store. The work has limits, however many tasks are unfinished: of each
 * state it reads the {@value #TASKS_PER_STATE} newest failed and the oldest active tasks, which
 * have waited longest, and as many owners of claims. Finished tasks are not read.
 */
@ApplicationScoped
class CauseReader {

    static final int TASKS_PER_STATE = 500;

    private static final int PAGE = 100;

    /** How far back refused submits are counted. */
    private static final Duration REFUSALS = Duration.ofHours(24);

    /**
     * How long logs are read for the first error line of failed tasks. The further tasks are
     * grouped by the message of their attempt until the next request.
     */
    private static final Duration LOG_TIME = Duration.ofMillis(500);

    private static final TaskSort OLDEST_FIRST = new TaskSort(TaskSort.Field.CREATED_AT, false);

    private final StoreReader store;
    private final FailureFocus focus;

    CauseReader(StoreReader store, FailureFocus focus) {
        this.store = store;
        this.focus = focus;
    }

    /**
     * The causes and what they were computed from.
     *
     * @param complete whether the error lines of all failed tasks were read
     */
    record Causes(List<Cause> causes, Map<TaskId, Hold> holds, boolean complete) {}

    Causes read(ResponseContext context) {
        var refused = store.refusals(context.now().minus(REFUSALS));
        var holds = store.holds();
        var tasks = tasks(holds, refused);
        var active = tasks.stream().filter(Task::active).map(Task::id).toList();
        var all =
                new UnfinishedTasks(
                        tasks,
                        holds,
                        refused,
                        store.lastOperations(active),
                        context.own(),
                        context.now());
        var lines = new ErrorLines(context);
        var causes = CauseGrouping.of(all, lines::of);
        var byOwner = new LinkedHashMap<TaskId, Hold>();
        holds.forEach(hold -> byOwner.putIfAbsent(hold.taskId(), hold));
        return new Causes(causes, byOwner, lines.complete);
    }

    private List<Task> tasks(List<Hold> holds, Map<TaskId, Long> refused) {
        var tasks = new LinkedHashMap<TaskId, Task>();
        for (var state : TaskState.values()) {
            if (!state.terminal()) {
                tasksIn(state).forEach(task -> tasks.put(task.id(), task));
            }
        }
        var delayed = tasks.values().stream().anyMatch(CauseGrouping::waitsForClaim);
        var owners =
                holds.stream()
                        .map(Hold::taskId)
                        .filter(id -> delayed || refused.containsKey(id))
                        .filter(id -> !tasks.containsKey(id))
                        .limit(TASKS_PER_STATE)
                        .toList();
        store.find(owners).forEach(task -> tasks.put(task.id(), LightTask.of(task)));
        // A task that changed while its state was read may have ended.
        return tasks.values().stream().filter(task -> !task.state().terminal()).toList();
    }

    /** One state is a range of an index. A page of whole tasks is in memory at a time. */
    private List<Task> tasksIn(TaskState state) {
        var filter = TaskFilter.ALL.withStates(Set.of(state));
        var sort = state.failed() ? TaskSort.DEFAULT : OLDEST_FIRST;
        var tasks = new ArrayList<Task>();
        TaskCursor position = null;
        do {
            var page = store.page(filter, sort, PAGE, position);
            page.items().forEach(task -> tasks.add(LightTask.of(task)));
            position = page.next();
        } while (position != null && tasks.size() < TASKS_PER_STATE);
        return tasks;
    }

    /** The first error lines of failed tasks, read within a limited time. */
    private final class ErrorLines {

        private final ResponseContext context;
        private final long start = System.nanoTime();
        private boolean complete = true;

        ErrorLines(ResponseContext context) {
            this.context = context;
        }

        String of(Task task) {
            if (focus.mustRead(task) && System.nanoTime() - start > LOG_TIME.toNanos()) {
                complete = false;
                return FailureFocus.message(task);
            }
            var found = focus.of(task, context);
            return found == null || found.text() == null
                    ? FailureFocus.message(task)
                    : found.text();
        }
    }
}
