package dev.obtaskd.engine;

import dev.obtaskd.id.SubTaskId;
import dev.obtaskd.id.TaskId;
import dev.obtaskd.json.ExactNumbers;
import dev.obtaskd.store.Transaction;
import dev.obtaskd.task.AllowedOperation;
import dev.obtaskd.task.AllowedOperations;
import dev.obtaskd.task.SubTaskOp;
import dev.obtaskd.task.Task;
import dev.obtaskd.task.TaskOp;
import dev.obtaskd.task.TaskOperations;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An operation on a task or on one of its sub tasks. */
sealed interface ControlOrder {

    /** The name of the release of a hold. */
    String RELEASE = "release";

    TaskId taskId();

    /** The name of the operation. */
    String operationName();

    /** The sub task it is for; null if it is for the whole task. */
    @Nullable SubTaskId subTaskId();

    /** The state of the task or sub task that it is for. */
    String stateIn(Task task);

    /** Whether what it is for exists, apart from the task. */
    default boolean exists(Transaction tx) {
        return true;
    }

    /** The parameters with which the task goes on; null if they stay. */
    default ParamsCorrection.@Nullable Corrected params() {
        return null;
    }

    /** Whether it was made for the task as it is now. */
    default boolean fits(Task task) {
        var params = params();
        return params == null || params.base() == task.paramsRevision();
    }

    /** Whether it is allowed now. */
    AllowedOperation allowedOperation(Task task);

    /** The task after the operation. */
    Task applyTo(Task task, Actor actor, @Nullable String reason, Instant now);

    /**
     * An operation on a whole task.
     *
     * @param params of a retry with changed parameters; null if they stay
     */
    record OnTask(TaskOp op, TaskId taskId, ParamsCorrection.@Nullable Corrected params)
            implements ControlOrder {
        @Override
        public String operationName() {
            return op.apiName();
        }

        @Override
        public @Nullable SubTaskId subTaskId() {
            return null;
        }

        @Override
        public String stateIn(Task task) {
            return task.state().name();
        }

        @Override
        public AllowedOperation allowedOperation(Task task) {
            return AllowedOperations.of(task, op);
        }

        @Override
        public Task applyTo(Task task, Actor actor, @Nullable String reason, Instant now) {
            var corrected =
                    params == null || params.changes().isEmpty()
                            ? task
                            : task.withParams(
                                    ExactNumbers.json(params.params()), actor.user(), reason, now);
            return TaskOperations.apply(corrected, op, now);
        }
    }

    /** The release of the hold of a task by an administrator. */
    record OnHold(TaskId taskId) implements ControlOrder {
        @Override
        public String operationName() {
            return RELEASE;
        }

        @Override
        public @Nullable SubTaskId subTaskId() {
            return null;
        }

        @Override
        public String stateIn(Task task) {
            return task.state().name();
        }

        @Override
        public boolean exists(Transaction tx) {
            return tx.holds().stream().anyMatch(hold -> hold.taskId().equals(taskId));
        }

        @Override
        public AllowedOperation allowedOperation(Task task) {
            return AllowedOperations.release(task);
        }

        @Override
        public Task applyTo(Task task, Actor actor, @Nullable String reason, Instant now) {
            return TaskOperations.releaseClaim(task, actor.user(), reason, now);
        }
    }

    /** An operation on one sub task. */
    record OnSubTask(SubTaskOp op, TaskId taskId, SubTaskId subTaskId) implements ControlOrder {
        @Override
        public String operationName() {
            return op.apiName();
        }

        @Override
        public String stateIn(Task task) {
            return task.subTask(subTaskId).state().name();
        }

        @Override
        public AllowedOperation allowedOperation(Task task) {
            return AllowedOperations.of(task, task.subTask(subTaskId), op);
        }

        @Override
        public Task applyTo(Task task, Actor actor, @Nullable String reason, Instant now) {
            return TaskOperations.apply(task, subTaskId.number(), op, actor.user(), reason, now);
        }
    }
}
