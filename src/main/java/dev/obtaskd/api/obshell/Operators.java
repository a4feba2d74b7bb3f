package dev.obtaskd.api.obshell;

import dev.obtaskd.api.obshell.Phase.State;
import dev.obtaskd.engine.Actor;
import dev.obtaskd.engine.Control;
import dev.obtaskd.engine.Controlled;
import dev.obtaskd.engine.Lookup;
import dev.obtaskd.engine.Request;
import dev.obtaskd.task.Permit;
import dev.obtaskd.task.Step;
import dev.obtaskd.task.SubTask;
import dev.obtaskd.task.SubTaskOp;
import dev.obtaskd.task.Task;
import dev.obtaskd.task.TaskState;
import dev.obtaskd.task.Text;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.function.Function;

/**
 * Carries out what obshell's clients ask for. Rules of this wire are checked on the task as it was
 * read, and the engine is told to insist on that version; if the task has moved on meanwhile, they
 * are checked again.
 */
@ApplicationScoped
class Operators {

    private static final Text ROLLED_BACK = new Text(
            "the rollback of the task has failed: roll it back again, retry it, or pass the dag",
            "任务回滚失败: 请再次回滚、重试或跳过整个任务");
    private static final Text DAG_NOT_FAILED = new Text("the dag has not failed", "任务没有失败");
    private static final Text NODE_NOT_FAILED = new Text("the node has not failed", "节点没有失败");

    private final Control control;
    private final Lookup lookup;

    Operators(Control control, Lookup lookup) {
        this.control = control;
        this.lookup = lookup;
    }

    /**
     * Operates a dag; it is on disk when this returns.
     *
     * @throws WireException if it is not possible
     */
    void dag(Task task, DagOperator operator, Actor actor) {
        var seen = Optional.of(task);
        while (seen.isPresent()) {
            var now = seen.get();
            operator.check(now);
            var outcome = control.apply(operator.op(), now.id(), request(actor, now));
            seen = changed(outcome, operator::refused);
        }
    }

    /**
     * Lets a failed node count as done; it is on disk when this returns.
     *
     * @throws WireException if it is not possible
     */
    void pass(Task task, Step step, Actor actor) {
        var failed = Optional.of(task);
        while (failed.isPresent()) {
            var now = failed.get();
            check(now, step);
            var outcome = control.apply(SubTaskOp.SKIP, firstFailed(now, step).orElseThrow().id(), request(actor, now));
            failed = outcome instanceof Controlled.Accepted(var after)
                    ? Optional.of(after).filter(passing -> firstFailed(passing, step).isPresent())
                    : changed(outcome, Operators::notAllowed);
        }
    }

    /** obshell takes a node of a failed rollback as done, and then walks over what was undone. */
    private static void check(Task task, Step step) {
        if (Phases.of(task).state() != State.FAILED) {
            throw new WireException(WireCode.NODE_PASS_NOT_FAILED_DAG, DAG_NOT_FAILED);
        }
        if (task.state() == TaskState.ROLLBACK_FAILED) {
            throw new WireException(WireCode.NODE_PASS_NOT_ALLOWED, ROLLED_BACK);
        }
        if (firstFailed(task, step).isEmpty()) {
            throw new WireException(WireCode.NODE_PASS_NOT_FAILED_NODE, NODE_NOT_FAILED);
        }
    }

    private static Optional<SubTask> firstFailed(Task task, Step step) {
        return task.of(step.id()).stream().filter(subTask -> subTask.state().failed()).findFirst();
    }

    private static WireException notAllowed(Permit why) {
        return new WireException(WireCode.NODE_PASS_NOT_ALLOWED, why.reason());
    }

    private static Request request(Actor actor, Task seen) {
        return new Request(actor, null, seen.version(), null);
    }

    /** The task as it is now if it has changed since it was read; empty if the operation was accepted. */
    private Optional<Task> changed(Controlled outcome, Function<Permit, WireException> refused) {
        return switch (outcome) {
            case Controlled.Accepted _, Controlled.Repeated _ -> Optional.empty();
            case Controlled.VersionChanged(var current) -> Optional.of(current);
            case Controlled.Raced(var current) -> Optional.of(current);
            case Controlled.Refused(var why, _) -> throw refused.apply(why);
            case Controlled.Unknown _ -> throw WireIds.notFound("record not found");
            case Controlled.Held(var by, var holder, _) -> throw Conflict.held(by, holder, this::id);
            case Controlled.Expired(var newer, var current) -> throw Conflict.expired(newer, current, this::id);
            case Controlled.Mismatch _ -> throw new IllegalStateException("no key was given: " + outcome);
        };
    }

    private String id(Task task) {
        return lookup.id(task, task.id());
    }
}
