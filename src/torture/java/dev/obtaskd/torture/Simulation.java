package dev.obtaskd.torture;

import dev.obtaskd.engine.SimulatedDaemon;
import dev.obtaskd.id.AttemptKey;
import dev.obtaskd.store.BatchFault;
import dev.obtaskd.store.SteppedStore;
import dev.obtaskd.store.writer.InMemoryTables;
import dev.obtaskd.task.AttemptResult;
import dev.obtaskd.task.SubTask;
import dev.obtaskd.testing.SettableClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Plays one script: the daemon through all its lives, its store, its clock, and the programs on its
 * host.
 */
final class Simulation {

    private final SimulatedDaemon.Site site;
    private final SteppedStore store;
    private final SimulationScript script;
    private final Consumer<String> transcript;
    private final SettableClock clock = new SettableClock();
    private final SimulatedPrograms programs;
    private final PromiseChecker promises;
    private final SimulatedCallers people;

    /** Null while the daemon is down. */
    private SimulatedDaemon life;

    private boolean recovered;
    private int boots;

    /**
     * @param transcript is told, for people, what happened
     */
    Simulation(
            SimulatedDaemon.Site site,
            SteppedStore store,
            SimulationScript script,
            Consumer<String> transcript) {
        this.site = site;
        this.store = store;
        this.script = script;
        this.transcript = transcript;
        programs = new SimulatedPrograms(id -> store.committed().task(id));
        promises = new PromiseChecker(programs, script.workers());
        people = new SimulatedCallers(this, promises, script.operations());
    }

    /**
     * @throws BrokenPromiseException if a promise is broken
     */
    void run() {
        store.clear();
        start();
        serve(Integer.MAX_VALUE, BatchFault.NONE);
        check();
        for (var event : script.events()) {
            happens(event);
            check();
        }
        new SimulationEnd(this, script.seed()).comes();
    }

    /** How many answers were given that must last. */
    int acknowledged() {
        return promises.acknowledged();
    }

    void check() {
        promises.check(store.committed());
        if (up()) {
            life.flaw(stored().tasks())
                    .ifPresent(
                            flaw -> {
                                throw new BrokenPromiseException(DaemonPromise.STUCK, flaw);
                            });
        }
    }

    private void happens(SimulationEvent event) {
        switch (event.kind()) {
            case KILL -> kill("the daemon is killed");
            case POWER_CUT -> powerCut(event);
            case END -> end(event);
            case CLOCK -> clock(event);
            case START -> {
                if (life == null) {
                    start();
                    serve(event.a() % 4, BatchFault.NONE);
                }
            }
            default -> {
                if (life != null) {
                    inLife(event);
                }
            }
        }
    }

    private void inLife(SimulationEvent event) {
        switch (event.kind()) {
            case SERVE ->
                    serve(
                            event.a() % 4 == 0 ? 1 + event.b() % 3 : Integer.MAX_VALUE,
                            BatchFault.NONE);
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
                    people.happens(event);
                }
            }
            default -> throw new IllegalArgumentException("no event of a life: " + event);
        }
    }

    InMemoryTables stored() {
        return store.committed();
    }

    SimulatedDaemon life() {
        return life;
    }

    /** Whether the daemon serves people. */
    boolean up() {
        return life != null && recovered;
    }

    void start() {
        say("the daemon starts");
        life = site.begin(store, programs, "boot " + boots, clock, script.workers());
        recovered = false;
        var mine = life;
        life.recover()
                .whenComplete(
                        (resumed, failure) -> {
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

    private void powerCut(SimulationEvent event) {
        kill("the power goes");
        programs.powerCut(trace -> (event.a() >> trace % 6 & 1) == 0);
        boots++;
    }

    void serve(int most, BatchFault fault) {
        var mine = life;
        if (life.writer().waiting() > 0) {
            say(
                    "the store runs a batch of %d%s",
                    Math.min(most, life.writer().waiting()),
                    fault == BatchFault.NONE ? "" : ": " + fault);
            mine.serve(most, fault, () -> kill("the daemon dies of it"));
        }
    }

    private static BatchFault fault(SimulationEvent event) {
        var kind = BatchFault.Kind.values()[1 + event.a() % (BatchFault.Kind.values().length - 1)];
        return switch (kind) {
            case REFUSED, BROKEN, DEATH -> new BatchFault(kind, 1 + event.b() % 20);
            case NONE, NOT_COMMITTED, UNCONFIRMED, DEATH_COMMITTED -> new BatchFault(kind, 0);
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

    private void thread(SimulationEvent event) {
        if (life.threads() > 0) {
            goOn(event.a() % life.threads());
        }
    }

    void goOn(int thread) {
        say("thread %s", life.goOn(thread));
    }

    private void later(SimulationEvent event) {
        if (life.later() > 0) {
            say("something waiting is done");
            life.doLater(event.a() % life.later());
        }
    }

    private void clock(SimulationEvent event) {
        var time =
                switch (event.a() % 8) {
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
        serve(Integer.MAX_VALUE, BatchFault.NONE);
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

    private void end(SimulationEvent event) {
        var going = programs.going();
        if (!going.isEmpty()) {
            end(going.get(event.a() % going.size()), event.b() % 10);
        }
    }

    /**
     * @param how it ends: the smaller, the better
     */
    void end(SimulatedPrograms.Program program, int how) {
        AttemptResult result =
                how < 4
                        ? new AttemptResult.Succeeded(Map.of("x", "1"), 0)
                        : how == 4
                                ? new AttemptResult.Succeeded(Map.of(), 0)
                                : how < 7 && program.canceled
                                        ? new AttemptResult.Stopped("stopped", null, "TERM")
                                        : how < 9
                                                ? AttemptResult.Failed.error("exit code 1")
                                                : new AttemptResult.Stopped(
                                                        "killed from outside", null, "KILL");
        say("program %s ends: %s", program.key, result);
        programs.end(program, result);
    }

    private void programWaits(SimulationEvent event) {
        var going = programs.going();
        if (!going.isEmpty()) {
            var program = going.get(event.a() % going.size());
            say("program %s waits", program.key);
            life.waits(program.taskId, program.attempt, clock.instant().plusSeconds(60));
        }
    }

    /** The report changes nothing, as the attempt it names is over. */
    private void late(SimulationEvent event) {
        var tasks = stored().tasks();
        if (tasks.isEmpty() || !recovered) {
            return;
        }
        var task = tasks.get(event.a() % tasks.size());
        var subTask = task.subTasks().get(event.b() % task.subTasks().size());
        var no = subTask.hasRunningAttempt() ? subTask.attemptNo() - 1 : subTask.attemptNo();
        if (no < 1) {
            return;
        }
        serve(Integer.MAX_VALUE, BatchFault.NONE);
        check();
        var before = stored().task(task.id()).subTask(subTask.id());
        if (life == null
                || !life.writer().open()
                || before.hasRunningAttempt() && before.attemptNo() == no) {
            return;
        }
        say("a late result of attempt %d of %s of task %s", no, subTask.stepId(), task.id());
        life.ended(
                task.id(),
                new AttemptKey(task.idOf(subTask), no),
                event.c() % 2 == 0
                        ? new AttemptResult.Succeeded(Map.of("x", "late"), 0)
                        : AttemptResult.Failed.error("late"));
        serve(Integer.MAX_VALUE, BatchFault.NONE);
        var after = stored().task(task.id()).subTask(subTask.id());
        if (!ends(before).equals(ends(after))) {
            throw new BrokenPromiseException(
                    DaemonPromise.WRONG,
                    "a late result changed " + subTask.stepId() + " of task " + task.id());
        }
    }

    /** What a result changes, in contrast to what the rest of a turn may start. */
    private static List<Object> ends(SubTask subTask) {
        return List.of(subTask.output(), subTask.attemptNo(), subTask.state());
    }

    SimulatedCallers people() {
        return people;
    }

    SettableClock clock() {
        return clock;
    }

    SimulatedPrograms programs() {
        return programs;
    }

    void say(String words, Object... arguments) {
        if (transcript != SILENCE) {
            transcript.accept(String.format(words, arguments));
        }
    }

    /** For runs whose output is not needed. */
    static final Consumer<String> SILENCE = words -> {};
}
