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
 * Runs one script: the daemon with all its restarts, its store, its clock, and the programs on its
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
    private final SimulatedCallers callers;

    /** Null while the daemon is down. */
    private SimulatedDaemon daemon;

    private boolean recovered;
    private int boots;

    /**
     * @param transcript receives a description of every event
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
        callers = new SimulatedCallers(this, promises, script.operations());
    }

    /**
     * @throws BrokenPromiseException if a promise is violated
     */
    void run() {
        store.clear();
        start();
        serve(Integer.MAX_VALUE, BatchFault.NONE);
        check();
        for (var event : script.events()) {
            apply(event);
            check();
        }
        new SimulationEnd(this, script.seed()).run();
    }

    /** Number of acknowledged changes. */
    int acknowledged() {
        return promises.acknowledged();
    }

    void check() {
        promises.check(store.committed());
        if (up()) {
            daemon.inconsistency(stored().tasks())
                    .ifPresent(
                            difference -> {
                                throw new BrokenPromiseException(DaemonPromise.STUCK, difference);
                            });
        }
    }

    private void apply(SimulationEvent event) {
        switch (event.kind()) {
            case KILL -> kill("the daemon is killed");
            case POWER_CUT -> powerCut(event);
            case END -> end(event);
            case CLOCK -> clock(event);
            case START -> {
                if (daemon == null) {
                    start();
                    serve(event.a() % 4, BatchFault.NONE);
                }
            }
            default -> {
                if (daemon != null) {
                    whileUp(event);
                }
            }
        }
    }

    private void whileUp(SimulationEvent event) {
        switch (event.kind()) {
            case SERVE ->
                    serve(
                            event.a() % 4 == 0 ? 1 + event.b() % 3 : Integer.MAX_VALUE,
                            BatchFault.NONE);
            case FAULT -> serve(Integer.MAX_VALUE, fault(event));
            case REOPEN -> reopen();
            case THREAD -> thread(event);
            case LATER -> later(event);
            case LOOP -> runLoop();
            case PROGRESS -> progress(1 + event.a() % 3, event.b());
            case DISK -> daemon.writer().full(event.a() % 2 == 0);
            case WAIT -> programWaits(event);
            case LATE -> late(event);
            case SUBMIT, OPERATE, OPERATE_ONE, DRY_RUN -> {
                // The port opens after the recovery.
                if (recovered) {
                    callers.apply(event);
                }
            }
            default ->
                    throw new IllegalArgumentException(
                            "not an event of a running daemon: " + event);
        }
    }

    InMemoryTables stored() {
        return store.committed();
    }

    SimulatedDaemon daemon() {
        return daemon;
    }

    /** Whether the daemon accepts requests. */
    boolean up() {
        return daemon != null && recovered;
    }

    void start() {
        say("the daemon starts");
        daemon = site.begin(store, programs, "boot " + boots, clock, script.workers());
        recovered = false;
        var current = daemon;
        daemon.recover()
                .whenComplete(
                        (resumed, failure) -> {
                            if (current != daemon) {
                                return;
                            }
                            if (failure == null) {
                                recovered = true;
                                say("it has recovered %d attempts", resumed);
                            } else {
                                kill("it cannot start: " + failure.getMessage());
                            }
                        });
    }

    private void kill(String why) {
        if (daemon != null) {
            say(why);
            daemon = null;
            recovered = false;
            programs.daemonDied();
        }
    }

    private void powerCut(SimulationEvent event) {
        kill("the host loses power");
        programs.powerCut(trace -> (event.a() >> trace % 6 & 1) == 0);
        boots++;
    }

    void serve(int most, BatchFault fault) {
        var current = daemon;
        if (daemon.writer().waiting() > 0) {
            say(
                    "the store runs a batch of %d%s",
                    Math.min(most, daemon.writer().waiting()),
                    fault == BatchFault.NONE ? "" : ": " + fault);
            current.serve(most, fault, () -> kill("the daemon dies"));
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
        if (!daemon.writer().open()) {
            say("the store is writable again");
            daemon.writer().reopen();
        }
    }

    /** Runs the loop if it would run without its safety timer. */
    void runLoopIfDue() {
        if (recovered && daemon.loopIsDue()) {
            runLoop();
        }
    }

    private void runLoop() {
        if (recovered) {
            say("the loop runs");
            daemon.runLoop();
        }
    }

    private void thread(SimulationEvent event) {
        if (daemon.threads() > 0) {
            continueThread(event.a() % daemon.threads());
        }
    }

    void continueThread(int thread) {
        say("thread %s", daemon.continueThread(thread));
    }

    private void later(SimulationEvent event) {
        if (daemon.later() > 0) {
            say("a deferred action is executed");
            daemon.doLater(event.a() % daemon.later());
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
        say("the clock advances by %s", time);
        clock.pass(time);
    }

    /** Continues everything without faults for some rounds. */
    private void progress(int rounds, int luck) {
        for (int round = 0; round < rounds && daemon != null; round++) {
            all(luck + round);
            check();
        }
    }

    private void all(int luck) {
        reopen();
        runLoopIfDue();
        serve(Integer.MAX_VALUE, BatchFault.NONE);
        for (int left = daemon.later(); left > 0 && daemon.later() > 0; left--) {
            daemon.doLater(0);
        }
        for (int thread = daemon.threads() - 1; thread >= 0; thread--) {
            continueThread(thread);
        }
        var running = programs.running();
        for (int i = 0; i < running.size(); i++) {
            end(running.get(i), (luck + i) % 7);
        }
    }

    private void end(SimulationEvent event) {
        var running = programs.running();
        if (!running.isEmpty()) {
            end(running.get(event.a() % running.size()), event.b() % 10);
        }
    }

    /**
     * @param how how it ends: lower values are more successful
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
        var running = programs.running();
        if (!running.isEmpty()) {
            var program = running.get(event.a() % running.size());
            say("program %s waits", program.key);
            daemon.waits(program.taskId, program.attempt, clock.instant().plusSeconds(60));
        }
    }

    /** The report changes nothing, since its attempt has already ended. */
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
        if (daemon == null
                || !daemon.writer().open()
                || before.hasRunningAttempt() && before.attemptNo() == no) {
            return;
        }
        say("a late result of attempt %d of %s of task %s", no, subTask.stepId(), task.id());
        daemon.ended(
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

    /**
     * The part of a sub task that a result changes, in contrast to what the same unit may start.
     */
    private static List<Object> ends(SubTask subTask) {
        return List.of(subTask.output(), subTask.attemptNo(), subTask.state());
    }

    SimulatedCallers callers() {
        return callers;
    }

    SettableClock clock() {
        return clock;
    }

    SimulatedPrograms programs() {
        return programs;
    }

    void say(String text, Object... arguments) {
        if (transcript != SILENCE) {
            transcript.accept(String.format(text, arguments));
        }
    }

    /** For runs whose transcript is not needed. */
    static final Consumer<String> SILENCE = text -> {};
}
