package dev.obtaskd.store;

import dev.obtaskd.exclusion.Hold;
import dev.obtaskd.exclusion.TaskScope;
import dev.obtaskd.id.SubTaskId;
import dev.obtaskd.id.TaskId;
import dev.obtaskd.task.Attempt;
import dev.obtaskd.task.Task;
import dev.obtaskd.task.TaskDefinition.Target;
import dev.obtaskd.task.TaskState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads committed data of a store, beside the writes. Every method throws {@link
 * StoreUnavailableException} if the store cannot be read.
 */
public interface StoreReader {

    /**
     * The newest tasks that are not terminal, newest first, without hidden ones. Cheap to call
     * often: unchanged tasks are not read again.
     *
     * @param scope null for both
     * @param limit at most so many, from 1
     */
    List<Task> unfinished(@Nullable TaskScope scope, int limit);

    /**
     * A page of the list of tasks.
     *
     * @param limit at most so many, from 1
     * @param after the cursor of the previous page, made with the same sort; null for the first
     *     page
     * @throws IllegalArgumentException if the cursor does not fit the sort
     */
    Page<Task, TaskCursor> page(
            TaskFilter filter, TaskSort sort, int limit, @Nullable TaskCursor after);

    /** Number of tasks in each state, with an entry for every state; hidden tasks are excluded. */
    Map<TaskState, Long> counts();

    /** The task with this id; empty also for a task of another store. */
    Optional<Task> find(TaskId id);

    /** The tasks of these ids that exist in this store, in the order of the ids. */
    List<Task> find(List<TaskId> ids);

    /**
     * The end of each task that exists; empty for tasks that are not terminal.
     *
     * @param ids of tasks
     */
    Map<TaskId, Optional<Instant>> ends(List<TaskId> ids);

    /** The task that a sub task belongs to; empty also for a sub task of another store. */
    Optional<TaskId> taskOf(SubTaskId subTaskId);

    /** All attempts of a sub task by number; empty if there is no such sub task. */
    List<Attempt> attempts(SubTaskId subTaskId);

    /**
     * When the last request about each task was accepted, its submission included, from the audit;
     * tasks without an entry are absent.
     *
     * @param ids of tasks
     */
    Map<TaskId, Instant> lastOperations(List<TaskId> ids);

    /** All holds, oldest first. */
    List<Hold> holds();

    /**
     * A page of the audit, newest first.
     *
     * @param taskId only entries of this task; null for all
     * @param after {@code next} of the previous page; null for the first page
     */
    default Page<AuditEntry, Long> audit(@Nullable TaskId taskId, int limit, @Nullable Long after) {
        return auditPage(AuditFilter.ofTask(taskId), limit, after);
    }

    /**
     * A page of the selected audit entries, newest first.
     *
     * @param after {@code next} of the previous page; null for the first page
     */
    Page<AuditEntry, Long> auditPage(AuditFilter filter, int limit, @Nullable Long after);

    /**
     * How many submits the claim of each task has refused since an instant; tasks without refusals
     * are absent.
     */
    Map<TaskId, Long> refusals(Instant since);

    /**
     * The targets that a successful task has removed, unless a task that was created after it has
     * succeeded for them too. Cheap to call often.
     */
    Set<Target> removedTargets();

    /** What a row id identifies; empty if nothing. */
    Optional<IdKind> kindOf(long id);
}
