package dev.obtaskd.torture;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.obtaskd.engine.Actor;
import dev.obtaskd.engine.ControlRequest;
import dev.obtaskd.engine.ControlResult;
import dev.obtaskd.engine.IdempotentRequest;
import dev.obtaskd.engine.SubmitRequest;
import dev.obtaskd.engine.SubmitResult;
import dev.obtaskd.store.IdempotencyRecord;
import dev.obtaskd.task.AllowedOperations;
import dev.obtaskd.task.SubTaskOp;
import dev.obtaskd.task.Task;
import dev.obtaskd.task.TaskDefinition;
import dev.obtaskd.task.TaskOp;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Requests of simulated callers, and the answers that they may rely on. */
final class SimulatedCallers {

    private static final Actor ADMIN =
            new Actor("admin", "ADMIN", TaskDefinition.Source.API, "127.0.0.1");

    private final Simulation simulation;
    private final PromiseChecker promises;
    private final List<Integer> operations;

    /**
     * @param operations numbers of the operations that are submitted
     */
    SimulatedCallers(Simulation simulation, PromiseChecker promises, List<Integer> operations) {
        this.simulation = simulation;
        this.promises = promises;
        this.operations = operations;
    }

    void apply(SimulationEvent event) {
        var tasks = simulation.stored().tasks();
        if (event.kind() == SimulationEvent.Kind.SUBMIT) {
            submit(event);
        } else if (!tasks.isEmpty()) {
            var task = tasks.get(event.a() % tasks.size());
            switch (event.kind()) {
                case OPERATE -> operate(task, op(task, event), request(task, event));
                case OPERATE_ONE -> operateOne(task, event);
                default -> simulation.daemon().dryRun(op(task, event), task.id());
            }
        }
    }

    /** Operates a task without conditions. */
    void operate(Task task, TaskOp op) {
        operate(task, op, new ControlRequest(ADMIN, null, null, null));
    }

    private void submit(SimulationEvent event) {
        var operation = SimulatedOperations.name(operations.get(event.a() % operations.size()));
        var key = event.b() % 3 == 0 ? "submit " + event.c() % 4 : null;
        simulation.say(
                "a caller submits %s%s",
                operation, key == null ? "" : " with the key \"" + key + '"');
        var none = JsonNodeFactory.instance.objectNode();
        var submission =
                new SubmitRequest(
                        operation, none, List.of(), key, ADMIN, idempotent(key, operation));
        onResult(
                simulation.daemon().submit(submission),
                submitted -> {
                    simulation.say("  result: %s", submitted.getClass().getSimpleName());
                    if (submitted instanceof SubmitResult.Accepted(var task)) {
                        promises.acknowledge(task);
                    }
                });
    }

    private void operate(Task task, TaskOp op, ControlRequest request) {
        simulation.say(
                "a caller requests to %s task %s%s", op.apiName(), task.id(), conditions(request));
        onResult(
                simulation.daemon().operate(op, task.id(), request),
                controlled -> {
                    operated(controlled, request);
                    if (op == TaskOp.TERMINATE
                            && controlled instanceof ControlResult.Accepted(var after)) {
                        promises.terminated(after);
                    }
                });
    }

    /** Prefers operations that are allowed in the task's state. */
    private static TaskOp op(Task task, SimulationEvent event) {
        var ops = TaskOp.values();
        var first = event.b() % ops.length;
        for (int i = 0; i < ops.length && event.c() % 3 > 0; i++) {
            var op = ops[(first + i) % ops.length];
            if (AllowedOperations.of(task, op).allowed()) {
                return op;
            }
        }
        return ops[first];
    }

    private void operateOne(Task task, SimulationEvent event) {
        var subTask = task.subTasks().get(event.c() % task.subTasks().size());
        var op = SubTaskOp.values()[event.b() % SubTaskOp.values().length];
        var request = request(task, event);
        simulation.say(
                "a caller requests to %s %s of task %s%s",
                op.apiName(), subTask.stepId(), task.id(), conditions(request));
        onResult(
                simulation.daemon().operate(op, task.idOf(subTask), request),
                controlled -> operated(controlled, request));
    }

    private void operated(ControlResult controlled, ControlRequest request) {
        simulation.say("  result: %s", controlled.getClass().getSimpleName());
        if (controlled instanceof ControlResult.Accepted(var task)) {
            promises.acknowledge(task, request);
        }
    }

    /** A result counts only if the daemon does not die before sending it. */
    private <T> void onResult(CompletableFuture<T> answer, Consumer<T> reader) {
        var daemon = simulation.daemon();
        answer.whenComplete(
                (value, failure) -> {
                    if (daemon == simulation.daemon() && failure == null) {
                        reader.accept(value);
                    } else if (daemon == simulation.daemon()) {
                        simulation.say("  result: %s", failure.getMessage());
                    }
                });
    }

    private static ControlRequest request(Task task, SimulationEvent event) {
        var version =
                switch (event.c() % 4) {
                    case 0 -> Long.valueOf(task.version());
                    case 1 -> Long.valueOf(Math.max(0, task.version() - 1));
                    default -> null;
                };
        var key = event.c() % 5 == 0 ? "operate " + event.c() % 3 : null;
        return new ControlRequest(
                ADMIN, null, version, idempotent(key, task.id() + " " + event.b()));
    }

    private static String conditions(ControlRequest request) {
        return (request.ifVersion() == null ? "" : " if it has version " + request.ifVersion())
                + (request.idempotency() == null
                        ? ""
                        : " with the key \"" + request.idempotency().key() + '"');
    }

    private static IdempotentRequest idempotent(String key, String what) {
        return key == null
                ? null
                : new IdempotentRequest(
                        key,
                        what,
                        task ->
                                new IdempotencyRecord(
                                        ADMIN.user(),
                                        key,
                                        what,
                                        201,
                                        String.valueOf(task.id()),
                                        null,
                                        null,
                                        task.origin().createdAt()));
    }
}
