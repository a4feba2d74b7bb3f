package dev.obtaskd.api.obshell;

import static java.util.Objects.requireNonNull;

import dev.obtaskd.api.obshell.mapping.DagIds;
import dev.obtaskd.api.obshell.mapping.DagState.State;
import dev.obtaskd.api.obshell.mapping.DagStateMapper;
import dev.obtaskd.api.obshell.mapping.ObshellErrorCode;
import dev.obtaskd.api.obshell.mapping.ObshellException;
import dev.obtaskd.engine.Actor;
import dev.obtaskd.engine.ControlRequest;
import dev.obtaskd.engine.ControlResult;
import dev.obtaskd.engine.TaskControl;
import dev.obtaskd.engine.TaskLookup;
import dev.obtaskd.task.AllowedOperation;
import dev.obtaskd.task.SubTask;
import dev.obtaskd.task.SubTaskOp;
import dev.obtaskd.task.Task;
import dev.obtaskd.task.TaskState;
import dev.obtaskd.task.TaskStep;
import dev.obtaskd.text.LocalizedText;
import dev.obtaskd.text.Messages;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.function.Function;

/**
 * Executes operators on dags and nodes. The rules of this API are checked on the task as it was
 * read, and the engine is asked to insist on that version; if the task changed meanwhile, they are
 * checked again.
 */
@ApplicationScoped
class DagOperations {
    private static final Messages MESSAGES = Messages.of("obshell");

    private static final LocalizedText ROLLED_BACK = MESSAGES.text("dag.rollback-failed");
    private static final LocalizedText DAG_NOT_FAILED = MESSAGES.text("dag.not-failed");
    private static final LocalizedText NODE_NOT_FAILED = MESSAGES.text("node.not-failed");

    private final TaskControl control;
    private final TaskLookup lookup;

    DagOperations(TaskControl control, TaskLookup lookup) {
        this.control = control;
        this.lookup = lookup;
    }

    /**
     * Operates a dag; the change is durable when this returns.
     *
     * @throws ObshellException if the operation is refused
     */
    void dag(Task task, DagOperation operator, Actor actor) {
        var seen = Optional.of(task);
        while (seen.isPresent()) {
            var now = seen.get();
            operator.check(now);
            var outcome = control.apply(operator.op(), now.id(), request(actor, now));
            seen = changed(outcome, operator::refused);
        }
    }

    /**
     * Marks a failed node as done; the change is durable when this returns.
     *
     * @throws ObshellException if the operation is refused
     */
    void pass(Task task, TaskStep step, Actor actor) {
        var failed = Optional.of(task);
        while (failed.isPresent()) {
            var now = failed.get();
            check(now, step);
            var outcome =
                    control.apply(
                            SubTaskOp.SKIP,
                            now.idOf(firstFailed(now, step).orElseThrow()),
                            request(actor, now));
            failed =
                    outcome instanceof ControlResult.Accepted(var after)
                            ? Optional.of(after)
                                    .filter(passing -> firstFailed(passing, step).isPresent())
                            : changed(outcome, DagOperations::notAllowed);
        }
    }

    /**
     * Not during a failed rollback: obshell would mark the node as done and run over steps that
     * were already rolled back.
     */
    private static void check(Task task, TaskStep step) {
        if (DagStateMapper.of(task).state() != State.FAILED) {
            throw new ObshellException(ObshellErrorCode.NODE_PASS_NOT_FAILED_DAG, DAG_NOT_FAILED);
        }
        if (task.state() == TaskState.ROLLBACK_FAILED) {
            throw new ObshellException(ObshellErrorCode.NODE_PASS_NOT_ALLOWED, ROLLED_BACK);
        }
        if (firstFailed(task, step).isEmpty()) {
            throw new ObshellException(ObshellErrorCode.NODE_PASS_NOT_FAILED_NODE, NODE_NOT_FAILED);
        }
    }

    private static Optional<SubTask> firstFailed(Task task, TaskStep step) {
        return task.subTasksOf(step.id()).stream()
                .filter(subTask -> subTask.state().failed())
                .findFirst();
    }

    private static ObshellException notAllowed(AllowedOperation why) {
        return new ObshellException(
                ObshellErrorCode.NODE_PASS_NOT_ALLOWED, requireNonNull(why.reason()));
    }

    private static ControlRequest request(Actor actor, Task seen) {
        return new ControlRequest(actor, null, seen.version(), null);
    }

    /**
     * The current task if it has changed since it was read; empty if the operation was accepted.
     */
    private Optional<Task> changed(
            ControlResult outcome, Function<AllowedOperation, ObshellException> refused) {
        return switch (outcome) {
            case ControlResult.Accepted _, ControlResult.IdempotentReplay _ -> Optional.empty();
            case ControlResult.VersionChanged(var current) -> Optional.of(current);
            case ControlResult.ConcurrentUpdate(var current) -> Optional.of(current);
            case ControlResult.Refused(var why, _) -> throw refused.apply(why);
            case ControlResult.Unknown _ -> throw DagIds.notFound("record not found");
            case ControlResult.Held(var by, var holder, _) ->
                    throw ConflictText.held(by, holder, this::id);
            case ControlResult.Expired(var newer, var current) ->
                    throw ConflictText.expired(newer, current, this::id);
            case ControlResult.IdempotencyMismatch _ ->
                    throw new IllegalStateException("no key was given: " + outcome);
        };
    }

    private String id(Task task) {
        return lookup.id(task, task.id().number());
    }
}
