package dev.obtaskd.torture;

import dev.obtaskd.engine.Actor;
import dev.obtaskd.engine.Controlled;
import dev.obtaskd.engine.Life;
import dev.obtaskd.engine.Repeat;
import dev.obtaskd.engine.Request;
import dev.obtaskd.engine.Submission;
import dev.obtaskd.engine.Submitted;
import dev.obtaskd.store.Fault;
import dev.obtaskd.store.MemoryTables;
import dev.obtaskd.store.SteppedStore;
import dev.obtaskd.store.StoredAnswer;
import dev.obtaskd.task.AttemptResult;
import dev.obtaskd.task.Origin;
import dev.obtaskd.task.Permits;
import dev.obtaskd.task.SubTask;
import dev.obtaskd.task.SubTaskOp;
import dev.obtaskd.task.Task;
import dev.obtaskd.task.TaskOp;
import dev.obtaskd.testing.SettableClock;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Plays one script: the daemon through all its lives, the programs on its host, and people. */
final class Simulation {

    private static final Actor ADMIN = new Actor("admin", "ADMIN", Origin.Source.API, "127.0.0.1");

    private final Life.Site site;
    private final SteppedStore store;
    private final Script script;
    private final Consumer<String> transcript;
    private final SettableClock clock = new SettableClock();
    private final Programs programs;
    private final Promises promises;
    /** Null while the daemon is down. */
    private Life life;
    private boolean recovered;

    /** @param transcript is told, for people, what happened */
    Simulation(Life.Site site, SteppedStore store, Script script, Consumer<String> transcript) {
        this.site = site;
        this.store = store;
        this.script = script;
        this.transcript = transcript;
        programs = new Programs(id -> store.committed().task(id));
        promises = new Promises(programs, script.workers());
    }

    /** @throws Broken if a promise is broken */
    void run() {
        store.clear();
        start();
        serve(Integer.MAX_VALUE, Fault.NONE);
        check();
        for (var event : script.events()) {
            happens(event);
            check();
        }
        new Rest(this, script.seed()).comes();
    }

    /** How many answers were given that must last. */
    int acknowledged() {
        return promises.acknowledged();
    }

    void check() {
        promises.check(store.committed());
        if (up()) {
            life.flaw(stored().tasks()).ifPresent(flaw -> {
                throw new Broken(Promise.STUCK, flaw);
            });
        }
    }

    private void happens(Event event) {
        switch (event.kind()) {
            case KILL -> kill("the daemon is killed");
            case POWER_CUT -> powerCut();
            case END -> end(event);
            case CLOCK -> clock(event);
            case START -> {
                if (life == null) {
                    start();
                    serve(event.a() % 4, Fault.NONE);
                }
            }
            default -> {
                if (life != null) {
                    inLife(event);
                }
            }
        }
    }

    private void inLife(Event event) {
        switch (event.kind()) {
            case SERVE -> serve(event.a() % 4 == 0 ? 1 + event.b() % 3 : Integer.MAX_VALUE, Fault.NONE);
            case FAULT -> serve(Integer.MAX_VALUE, fault(event));
            case REOPEN -> reopen();
            case THREAD -> thread(event);
            case LATER -> later(event);
            case TURN -> turn();
            case PROGRESS -> progress(1 + event.a() % 3, event.b());
            case DISK -> life.writer().full(event.a() % 2 == 0);
            case WAIT -> programWaits(event);
            case LATE -> late(event);
            case SUBMIT, OPERATE, OPERATE_ONE, REHEARSE -> {
                // The port opens when everything has been found again.
                if (recovered) {
                    person(event);
                }
            }
            default -> throw new IllegalArgumentException("no event of a life: " + event);
        }
    }

    private void person(Event event) {
        var tasks = stored().tasks();
        if (event.kind() == Event.Kind.SUBMIT) {
            submit(event);
        } else if (!tasks.isEmpty()) {
            var task = tasks.get(event.a() % tasks.size());
            switch (event.kind()) {
                case OPERATE -> operate(task, op(task, event), request(task, event));
                case OPERATE_ONE -> operateOne(task, event);
                default -> life.rehearse(TaskOp.values()[event.b() % TaskOp.values().length], task.id());
            }
        }
    }

    // ------------------------------------------------------------------ the daemon

    MemoryTables stored() {
        return store.committed();
    }

    Life life() {
        return life;
    }

    /** Whether the daemon serves people. */
    boolean up() {
        return life != null && recovered;
    }

    void start() {
        say("the daemon starts");
        life = site.begin(store, programs, clock, script.workers());
        recovered = false;
        var mine = life;
        life.recover().whenComplete((resumed, failure) -> {
            if (mine != life) {
                return;
            }
            if (failure == null) {
                recovered = true;
                say("it has found %d attempts again", resumed);
            } else {
                kill("it cannot start: " + failure.getMessage());
            }
        });
    }

    private void kill(String why) {
        if (life != null) {
            say(why);
            life = null;
            recovered = false;
            programs.daemonDied();
        }
    }

    private void powerCut() {
        kill("the power goes");
        programs.powerCut();
    }

    void serve(int most, Fault fault) {
        var mine = life;
        if (life.writer().waiting() > 0) {
            say("the store runs a batch of %d%s", Math.min(most, life.writer().waiting()), fault == Fault.NONE ? "" : ": " + fault);
            mine.serve(most, fault, () -> kill("the daemon dies of it"));
        }
    }

    private static Fault fault(Event event) {
        var kind = Fault.Kind.values()[1 + event.a() % (Fault.Kind.values().length - 1)];
        return switch (kind) {
            case REFUSED, BROKEN, DEATH -> new Fault(kind, 1 + event.b() % 20);
            case NONE, NOT_COMMITTED, UNCONFIRMED, DEATH_COMMITTED -> new Fault(kind, 0);
        };
    }

    void reopen() {
        if (!life.writer().open()) {
            say("the store can be written again");
            life.writer().reopen();
        }
    }

    /** The loop turns if it would without its safety timer. */
    void turnIfWoken() {
        if (recovered && life.wantsToTurn()) {
            turn();
        }
    }

    private void turn() {
        if (recovered) {
            say("the loop turns");
            life.turn();
        }
    }

    private void thread(Event event) {
        if (life.threads() > 0) {
            goOn(event.a() % life.threads());
        }
    }

    void goOn(int thread) {
        say("thread %s", life.goOn(thread));
    }

    private void later(Event event) {
        if (life.later() > 0) {
            say("something waiting is done");
            life.doLater(event.a() % life.later());
        }
    }

    private void clock(Event event) {
        var time = switch (event.a() % 8) {
            case 0 -> Duration.ofDays(1);
            case 1 -> Duration.ofHours(-1);
            case 2, 3 -> Duration.ofMinutes(event.b());
            default -> Duration.ofSeconds(event.b());
        };
        say("the clock goes on by %s", time);
        clock.pass(time);
    }

    /** What goes well by itself for some rounds. */
    private void progress(int rounds, int luck) {
        for (int round = 0; round < rounds && life != null; round++) {
            all(luck + round);
            check();
        }
    }

    private void all(int luck) {
        reopen();
        turnIfWoken();
        serve(Integer.MAX_VALUE, Fault.NONE);
        for (int left = life.later(); left > 0 && life.later() > 0; left--) {
            life.doLater(0);
        }
        for (int thread = life.threads() - 1; thread >= 0; thread--) {
            goOn(thread);
        }
        var going = programs.going();
        for (int i = 0; i < going.size(); i++) {
            end(going.get(i), (luck + i) % 7);
        }
    }

    // ------------------------------------------------------------------ programs

    private void end(Event event) {
        var going = programs.going();
        if (!going.isEmpty()) {
            end(going.get(event.a() % going.size()), event.b() % 10);
        }
    }

    /** @param how it ends: the smaller, the better */
    void end(Programs.Program program, int how) {
        AttemptResult result = how < 4 ? new AttemptResult.Succeeded(Map.of("x", "1"), 0)
                : how == 4 ? new AttemptResult.Succeeded(Map.of(), 0)
                : how < 7 && program.canceled ? new AttemptResult.Stopped("stopped", null, "TERM")
                : how < 9 ? AttemptResult.Failed.error("exit code 1")
                : new AttemptResult.Stopped("killed from outside", null, "KILL");
        say("program %s ends: %s", program.key, result);
        programs.end(program, result);
    }

    private void programWaits(Event event) {
        var going = programs.going();
        if (!going.isEmpty()) {
            var program = going.get(event.a() % going.size());
            say("program %s waits", program.key);
            life.waits(program.taskId, program.subTaskId, program.no, clock.instant().plusSeconds(60));
        }
    }

    /** The report changes nothing, as the attempt it names is over. */
    private void late(Event event) {
        var tasks = stored().tasks();
        if (tasks.isEmpty() || !recovered) {
            return;
        }
        var task = tasks.get(event.a() % tasks.size());
        var subTask = task.subTasks().get(event.b() % task.subTasks().size());
        var no = subTask.attempting() ? subTask.attemptNo() - 1 : subTask.attemptNo();
        if (no < 1) {
            return;
        }
        serve(Integer.MAX_VALUE, Fault.NONE);
        check();
        var before = stored().task(task.id()).subTask(subTask.id());
        if (life == null || !life.writer().open() || before.attempting() && before.attemptNo() == no) {
            return;
        }
        say("a late result of attempt %d of %s of task %d", no, subTask.stepId(), task.id());
        life.ended(task.id(), subTask.id(), no, event.c() % 2 == 0
                ? new AttemptResult.Succeeded(Map.of("x", "late"), 0)
                : AttemptResult.Failed.error("late"));
        serve(Integer.MAX_VALUE, Fault.NONE);
        var after = stored().task(task.id()).subTask(subTask.id());
        if (!ends(before).equals(ends(after))) {
            throw new Broken(Promise.WRONG, "a late result changed " + subTask.stepId() + " of task " + task.id());
        }
    }

    /** What a result changes, in contrast to what the rest of a turn may start. */
    private static List<Object> ends(SubTask subTask) {
        return List.of(subTask.output(), subTask.attemptNo(), subTask.state());
    }

    // ------------------------------------------------------------------ people

    private void submit(Event event) {
        var operation = Operations.name(script.operations().get(event.a() % script.operations().size()));
        var key = event.b() % 3 == 0 ? "submit " + event.c() % 4 : null;
        say("somebody submits %s%s", operation, key == null ? "" : " with the key \"" + key + '"');
        var submission = new Submission(operation, JsonNodeFactory.instance.objectNode(), List.of(), key, ADMIN, repeat(key, operation));
        told(life.submit(submission), submitted -> {
            say("  told: %s", submitted.getClass().getSimpleName());
            if (submitted instanceof Submitted.Accepted(var task)) {
                promises.acknowledge(task);
            }
        });
    }

    void operate(Task task, TaskOp op, Request request) {
        say("somebody asks to %s task %d%s", op.word(), task.id(), seen(request));
        told(life.operate(op, task.id(), request), controlled -> operated(controlled, request));
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
        say("somebody asks to %s %s of task %d%s", op.word(), subTask.stepId(), task.id(), seen(request));
        told(life.operate(op, subTask.id(), request), controlled -> operated(controlled, request));
    }

    private void operated(Controlled controlled, Request request) {
        say("  told: %s", controlled.getClass().getSimpleName());
        if (controlled instanceof Controlled.Accepted(var task)) {
            promises.acknowledge(task, request);
        }
    }

    /** What somebody is told counts, unless the daemon is dead before the answer is out. */
    private <T> void told(CompletableFuture<T> answer, Consumer<T> reader) {
        var mine = life;
        answer.whenComplete((value, failure) -> {
            if (mine == life && failure == null) {
                reader.accept(value);
            } else if (mine == life) {
                say("  told: %s", failure.getMessage());
            }
        });
    }

    static Request plain() {
        return new Request(ADMIN, null, null, null);
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

    // ------------------------------------------------------------------ words

    SettableClock clock() {
        return clock;
    }

    Programs programs() {
        return programs;
    }

    void say(String words, Object... arguments) {
        if (transcript != SILENCE) {
            transcript.accept(String.format(words, arguments));
        }
    }

    /** For runs that nobody reads. */
    static final Consumer<String> SILENCE = words -> { };
}
