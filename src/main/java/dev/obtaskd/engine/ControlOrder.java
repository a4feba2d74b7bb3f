package dev.obtaskd.engine;

import dev.obtaskd.id.SubTaskId;
import dev.obtaskd.id.TaskId;
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

    TaskId taskId();

    /** The name of the operation. */
    String operationName();

    /** The sub task it is for; null if it is for the whole task. */
    @Nullable SubTaskId subTaskId();

    /** The state of the task or sub task that it is for. */
    String stateIn(Task task);

    /** Whether it is allowed now. */
    AllowedOperation allowedOperation(Task task);

    /** The task after the operation. */
    Task applyTo(Task task, Actor actor, @Nullable String reason, Instant now);

    /** An operation on a whole task. */
    record OnTask(TaskOp op, TaskId taskId) implements ControlOrder {
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
            return TaskOperations.apply(task, op, now);
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
