package dev.obtaskd.torture;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.obtaskd.engine.Actor;
import dev.obtaskd.engine.Controlled;
import dev.obtaskd.engine.Repeat;
import dev.obtaskd.engine.Request;
import dev.obtaskd.engine.Submission;
import dev.obtaskd.engine.Submitted;
import dev.obtaskd.store.StoredAnswer;
import dev.obtaskd.task.Origin;
import dev.obtaskd.task.Permits;
import dev.obtaskd.task.SubTaskOp;
import dev.obtaskd.task.Task;
import dev.obtaskd.task.TaskOp;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** What people ask the daemon for, and what they may rely on once they are told. */
final class People {

    private static final Actor ADMIN = new Actor("admin", "ADMIN", Origin.Source.API, "127.0.0.1");

    private final Simulation simulation;
    private final Promises promises;
    private final List<Integer> operations;

    /** @param operations numbers of those that are submitted */
    People(Simulation simulation, Promises promises, List<Integer> operations) {
        this.simulation = simulation;
        this.promises = promises;
        this.operations = operations;
    }

    void happens(Event event) {
        var tasks = simulation.stored().tasks();
        if (event.kind() == Event.Kind.SUBMIT) {
            submit(event);
        } else if (!tasks.isEmpty()) {
            var task = tasks.get(event.a() % tasks.size());
            switch (event.kind()) {
                case OPERATE -> operate(task, op(task, event), request(task, event));
                case OPERATE_ONE -> operateOne(task, event);
                default -> simulation.life().rehearse(op(task, event), task.id());
            }
        }
    }

    /** With no conditions. */
    void operate(Task task, TaskOp op) {
        operate(task, op, new Request(ADMIN, null, null, null));
    }

    private void submit(Event event) {
        var operation = Operations.name(operations.get(event.a() % operations.size()));
        var key = event.b() % 3 == 0 ? "submit " + event.c() % 4 : null;
        simulation.say("somebody submits %s%s", operation, key == null ? "" : " with the key \"" + key + '"');
        var none = JsonNodeFactory.instance.objectNode();
        var submission = new Submission(operation, none, List.of(), key, ADMIN, repeat(key, operation));
        told(simulation.life().submit(submission), submitted -> {
            simulation.say("  told: %s", submitted.getClass().getSimpleName());
            if (submitted instanceof Submitted.Accepted(var task)) {
                promises.acknowledge(task);
            }
        });
    }

    private void operate(Task task, TaskOp op, Request request) {
        simulation.say("somebody asks to %s task %d%s", op.word(), task.id(), seen(request));
        told(simulation.life().operate(op, task.id(), request), controlled -> {
            operated(controlled, request);
            if (op == TaskOp.TERMINATE && controlled instanceof Controlled.Accepted(var after)) {
                promises.terminated(after);
            }
        });
    }

    /** Mostly one that is possible, as far as people can see. */
    private static TaskOp op(Task task, Event event) {
        var ops = TaskOp.values();
        var first = event.b() % ops.length;
        for (int i = 0; i < ops.length && event.c() % 3 > 0; i++) {
            var op = ops[(first + i) % ops.length];
            if (Permits.of(task, op).allowed()) {
                return op;
            }
        }
        return ops[first];
    }

    private void operateOne(Task task, Event event) {
        var subTask = task.subTasks().get(event.c() % task.subTasks().size());
        var op = SubTaskOp.values()[event.b() % SubTaskOp.values().length];
        var request = request(task, event);
        simulation.say("somebody asks to %s %s of task %d%s", op.word(), subTask.stepId(), task.id(), seen(request));
        told(simulation.life().operate(op, subTask.id(), request), controlled -> operated(controlled, request));
    }

    private void operated(Controlled controlled, Request request) {
        simulation.say("  told: %s", controlled.getClass().getSimpleName());
        if (controlled instanceof Controlled.Accepted(var task)) {
            promises.acknowledge(task, request);
        }
    }

    /** What somebody is told counts, unless the daemon is dead before the answer is out. */
    private <T> void told(CompletableFuture<T> answer, Consumer<T> reader) {
        var mine = simulation.life();
        answer.whenComplete((value, failure) -> {
            if (mine == simulation.life() && failure == null) {
                reader.accept(value);
            } else if (mine == simulation.life()) {
                simulation.say("  told: %s", failure.getMessage());
            }
        });
    }

    private static Request request(Task task, Event event) {
        var version = switch (event.c() % 4) {
            case 0 -> Long.valueOf(task.version());
            case 1 -> Long.valueOf(Math.max(0, task.version() - 1));
            default -> null;
        };
        var key = event.c() % 5 == 0 ? "operate " + event.c() % 3 : null;
        return new Request(ADMIN, null, version, repeat(key, task.id() + " " + event.b()));
    }

    private static String seen(Request request) {
        return (request.ifVersion() == null ? "" : " if it has version " + request.ifVersion())
                + (request.repeat() == null ? "" : " with the key \"" + request.repeat().key() + '"');
    }

    private static Repeat repeat(String key, String what) {
        return key == null ? null : new Repeat(key, what, task -> new StoredAnswer(
                ADMIN.user(), key, what, 201, String.valueOf(task.id()), null, null, task.origin().createdAt()));
    }
}
