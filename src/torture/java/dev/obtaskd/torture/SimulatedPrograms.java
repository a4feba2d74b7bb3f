package dev.obtaskd.torture;

import dev.obtaskd.engine.SimulatedDaemon;
import dev.obtaskd.id.AttemptKey;
import dev.obtaskd.id.TaskId;
import dev.obtaskd.task.Attempt;
import dev.obtaskd.task.AttemptKind;
import dev.obtaskd.task.AttemptResult;
import dev.obtaskd.task.RollbackPolicy;
import dev.obtaskd.task.SubTask;
import dev.obtaskd.task.Task;
import dev.obtaskd.testing.WouldBlockException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** The programs on the host: they are independent of the daemon, and most of them survive it. */
final class SimulatedPrograms implements SimulatedDaemon.Host {

    private static final CompletableFuture<Void> NEVER = new CompletableFuture<>();

    /** One program from its start; its result is kept until the attempt is cleared. */
    static final class Program {
        final String key;
        final TaskId taskId;
        final long subTaskId;
        final AttemptKey attempt;
        final String kind;
        AttemptResult result;
        boolean dead;
        boolean canceled;

        private Program(Task task, SubTask subTask) {
            key = key(subTask);
            taskId = task.id();
            subTaskId = subTask.id();
            attempt = task.attemptOf(subTask);
            kind = task.stepOf(subTask).kind();
        }

        boolean running() {
            return result == null && !dead;
        }
    }

    private final Function<TaskId, Task> stored;
    private final Map<String, Program> traces = new LinkedHashMap<>();
    private final Set<String> started = new HashSet<>();
    private final Map<Long, Integer> succeeded = new HashMap<>();

    /**
     * @param stored returns the stored task with an id
     */
    SimulatedPrograms(Function<TaskId, Task> stored) {
        this.stored = stored;
    }

    /** The running programs, the oldest first. */
    List<Program> running() {
        return traces.values().stream().filter(Program::running).toList();
    }

    void end(Program program, AttemptResult result) {
        program.result = result;
    }

    /** Ends what was running inside the daemon when it died. */
    void daemonDied() {
        running().stream()
                .filter(program -> program.kind.equals(SimulatedOperations.CALL))
                .forEach(program -> program.dead = true);
    }

    /**
     * Simulates a power cut of the host: unforced data is lost, so programs that started, and even
     * some that ended, may have left no trace.
     *
     * @param kept whether a trace is kept, by its index
     */
    void powerCut(IntPredicate kept) {
        running().forEach(program -> program.dead = true);
        var keys = List.copyOf(traces.keySet());
        IntStream.range(0, keys.size())
                .filter(kept.negate())
                .forEach(i -> traces.remove(keys.get(i)));
    }

    /** Records the changed state of a stored sub task. */
    void changed(Task task, SubTask now) {
        hasRun(now);
        switch (now.state()) {
            case SUCCEEDED -> succeeded.put(now.id(), now.attemptNo());
            case ROLLED_BACK, ROLLING_BACK -> succeeded.remove(now.id());
            // Canceled during its rollback, with nothing to undo: the operator has discarded its
            // success.
            case ROLLBACK_FAILED ->
                    succeeded
                            .keySet()
                            .removeIf(
                                    id ->
                                            id == now.id()
                                                    && task.stepOf(now).rollback()
                                                            != RollbackPolicy.REAL);
            case PENDING, READY, WAITING, RUNNING, CANCELING, TERMINATED, FAILED, SKIPPED -> {}
        }
    }

    /** A program that ran to its end has run, even if a stop was requested meanwhile. */
    private void hasRun(SubTask subTask) {
        var program = subTask.attempt() == null ? null : traces.get(key(subTask));
        if (program != null
                && program.result instanceof AttemptResult.Succeeded
                && subTask.attempt().kind() == AttemptKind.RUN
                && subTask.attempt().outcome() != null
                && subTask.attempt().outcome() != Attempt.Outcome.SUCCEEDED) {
            throw new BrokenPromiseException(
                    DaemonPromise.LOST,
                    "program " + key(subTask) + " succeeded, and stored is " + subTask.attempt());
        }
    }

    @Override
    public Optional<AttemptResult> work(
            Task task, SubTask subTask, boolean again, boolean sameBoot, boolean canceled) {
        var program = traces.get(key(subTask));
        if (program == null && again && !sameBoot) {
            // The program may have run: the power cut has lost the proof.
            return Optional.empty();
        }
        if (program == null) {
            program = begin(task, subTask, again, canceled);
            if (program == null) {
                return again && kindOf(task, subTask).equals(SimulatedOperations.CALL)
                        ? Optional.empty()
                        : Optional.of(
                                new AttemptResult.Stopped("stopped before it began", null, null));
            }
        }
        program.canceled = canceled;
        if (program.dead) {
            return Optional.empty();
        }
        if (program.result == null) {
            throw new WouldBlockException(NEVER);
        }
        return Optional.of(program.result);
    }

    @Override
    public void clear(SubTask subTask) {
        traces.remove(key(subTask));
    }

    /** Returns null if there is nothing to start. */
    private Program begin(Task task, SubTask subTask, boolean again, boolean canceled) {
        if (canceled || (again && kindOf(task, subTask).equals(SimulatedOperations.CALL))) {
            return null;
        }
        mayBegin(task, subTask);
        var program = new Program(task, subTask);
        traces.put(program.key, program);
        return program;
    }

    private void mayBegin(Task task, SubTask subTask) {
        var what = subTask.stepId() + " of task " + task.id() + ", attempt " + subTask.attemptNo();
        if (!started.add(key(subTask))) {
            throw new BrokenPromiseException(
                    DaemonPromise.TWICE, "the program of " + what + " is started a second time");
        }
        if (running().stream().anyMatch(program -> program.subTaskId == subTask.id())) {
            throw new BrokenPromiseException(
                    DaemonPromise.TWICE,
                    "the program of " + what + " is started beside an earlier one");
        }
        var onDisk = stored.apply(task.id());
        if (onDisk == null
                || onDisk.subTask(subTask.id()).attemptNo() != subTask.attemptNo()
                || !onDisk.subTask(subTask.id()).hasRunningAttempt()) {
            throw new BrokenPromiseException(
                    DaemonPromise.WRONG,
                    "the program of " + what + " is started, and the store does not know it");
        }
        if (subTask.attempt().kind() == AttemptKind.RUN) {
            mayRun(onDisk, onDisk.subTask(subTask.id()), what);
        }
    }

    private void mayRun(Task task, SubTask subTask, String what) {
        if (succeeded.containsKey(subTask.id())) {
            throw new BrokenPromiseException(
                    DaemonPromise.TWICE,
                    "the program of "
                            + what
                            + " is started, though attempt "
                            + succeeded.get(subTask.id())
                            + " succeeded");
        }
        for (var need : task.stepOf(subTask).needs()) {
            if (task.subTasksOf(need).stream().anyMatch(upstream -> !upstream.state().done())) {
                throw new BrokenPromiseException(
                        DaemonPromise.WRONG,
                        "the program of " + what + " is started before " + need + " is done");
            }
        }
    }

    /** No program runs whose attempt the store regards as ended. */
    void check() {
        for (var program : running()) {
            var subTask = stored.apply(program.taskId).subTask(program.subTaskId);
            if (subTask.attemptNo() != program.attempt.number() || !subTask.hasRunningAttempt()) {
                throw new BrokenPromiseException(
                        DaemonPromise.WRONG,
                        "program "
                                + program.key
                                + " goes on, and its sub task is "
                                + subTask.state()
                                + " in attempt "
                                + subTask.attemptNo());
            }
        }
    }

    private static String kindOf(Task task, SubTask subTask) {
        return task.stepOf(subTask).kind();
    }

    private static String key(SubTask subTask) {
        return subTask.id() + "." + subTask.attemptNo();
    }
}
