package dev.obtaskd.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.obtaskd.catalogue.Catalogue;
import dev.obtaskd.catalogue.operation.DirectoryRules;
import dev.obtaskd.engine.attempt.AttemptExecutor;
import dev.obtaskd.engine.attempt.AttemptLauncher;
import dev.obtaskd.engine.attempt.AttemptListener;
import dev.obtaskd.engine.attempt.HostBoot;
import dev.obtaskd.engine.attempt.RunningAttempt;
import dev.obtaskd.engine.attempt.SecretStore;
import dev.obtaskd.engine.attempt.StepSpecs;
import dev.obtaskd.id.AttemptKey;
import dev.obtaskd.id.SubTaskId;
import dev.obtaskd.id.TaskId;
import dev.obtaskd.step.StepKind;
import dev.obtaskd.store.BatchFault;
import dev.obtaskd.store.SteppedStore;
import dev.obtaskd.store.writer.SteppedWriter;
import dev.obtaskd.store.writer.StoreFixture;
import dev.obtaskd.task.AttemptResult;
import dev.obtaskd.task.SubTask;
import dev.obtaskd.task.SubTaskOp;
import dev.obtaskd.task.SubTaskState;
import dev.obtaskd.task.Task;
import dev.obtaskd.task.TaskOp;
import dev.obtaskd.testing.WouldBlockException;
import dev.obtaskd.text.LocalizedText;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * One run of the daemon, from start to death: the engine's own classes on a store whose batches run
 * on demand. Work that the daemon does on threads is kept in lists here, and the test executes it.
 */
public final class SimulatedDaemon implements AttemptExecutor {

    /** Work of attempts on the host. */
    public interface Host {

        /**
         * Starts the program of an attempt, or follows it.
         *
         * @param again whether an earlier run of the daemon may have started it
         * @param sameBoot whether the host has not rebooted since the attempt was stored
         * @return the result; empty if an earlier run started the program and it is lost
         * @throws WouldBlockException while the program is running
         */
        Optional<AttemptResult> work(
                Task task, SubTask subTask, boolean again, boolean sameBoot, boolean canceled);

        /** The files of an attempt are deleted. */
        void clear(SubTask subTask);
    }

    private record Following(String name, Runnable work) {}

    private final Host host;
    private final SteppedWriter writer;
    private final EngineContext context;
    private final AttemptLauncher launcher;
    private final TaskAdvancer advance;
    private final TaskSubmitter submit;
    private final TaskControl control;
    private final TaskRecovery recover;
    private final List<Following> threads = new ArrayList<>();
    private final List<Runnable> later = new ArrayList<>();
    private final Map<String, RunningAttempt> seen = new HashMap<>();
    private boolean exact = true;
    private int turns;
    private String twice;
    private boolean turning;
    private Instant sleepsUntil = Instant.MIN;

    private SimulatedDaemon(
            SteppedStore store, Host host, String boot, Site site, Clock clock, int workers) {
        var settings = EngineFixture.settings(workers);
        this.host = host;
        var reports = new AttemptListener[1];
        writer = new SteppedWriter(store, later::add);
        launcher = new AttemptLauncher(this, () -> reports[0]);
        context =
                new EngineContext(
                        clock,
                        site.specs(),
                        launcher,
                        new HostBoot(boot),
                        settings,
                        new OwnAddresses(null, settings));
        advance = new TaskAdvancer(writer, context, later::add);
        reports[0] = advance;
        submit = new TaskSubmitter(site.catalogue(), writer, context, site.specs(), settings);
        control = new TaskControl(writer, context, new TaskParameters(site.specs(), settings));
        recover = new TaskRecovery(writer, context);
    }

    /** State shared by all runs of the daemon: operations never change. */
    public record Site(Catalogue catalogue, StepSpecs specs) {

        /**
         * @param directory site operations are its {@code *.yaml} in {@code operations}
         */
        public static Site of(Path directory, List<StepKind> kinds) {
            var catalogue = new Catalogue(() -> directory.resolve("operations"), kinds);
            var secrets = new SecretStore(StoreFixture.data(directory));
            return new Site(
                    catalogue,
                    new StepSpecs(
                            EngineFixture.settings(1),
                            secrets,
                            new DirectoryRules(directory.toString(), Map.of())));
        }

        /** Starts the daemon; it is usable once {@link #recover} has completed. */
        public SimulatedDaemon begin(SteppedStore store, Host host, Clock clock, int workers) {
            return begin(store, host, "one", clock, workers);
        }

        /**
         * @param boot id of the current boot of the host
         */
        public SimulatedDaemon begin(
                SteppedStore store, Host host, String boot, Clock clock, int workers) {
            return new SimulatedDaemon(store, host, boot, this, clock, workers);
        }
    }

    public SteppedWriter writer() {
        return writer;
    }

    public CompletableFuture<Integer> recover() {
        return WouldBlockException.answerOf(recover::runOnce);
    }

    /** Runs the loop once. */
    public void runLoop() {
        turning = true;
        WouldBlockException.answerOf(advance::runOnce)
                .whenComplete(
                        (turned, failure) -> {
                            turning = false;
                            turns += failure == null ? 1 : 0;
                            sleepsUntil = failure == null ? turned.nextDue() : Instant.MIN;
                        });
    }

    /** Whether the loop would run now without its safety timer. */
    public boolean loopIsDue() {
        if (turning) {
            return false;
        }
        try {
            return context.waiter().await(Duration.ZERO)
                    || sleepsUntil != null && !sleepsUntil.isAfter(context.clock().instant());
        } catch (InterruptedException never) {
            throw new IllegalStateException(never);
        }
    }

    public CompletableFuture<SubmitResult> submit(SubmitRequest submission) {
        return WouldBlockException.answerOf(() -> submit.submit(submission));
    }

    public CompletableFuture<ControlResult> operate(
            TaskOp op, TaskId taskId, ControlRequest request) {
        return WouldBlockException.answerOf(() -> control.apply(op, taskId, request));
    }

    public CompletableFuture<ControlResult> operate(
            SubTaskOp op, SubTaskId subTaskId, ControlRequest request) {
        return WouldBlockException.answerOf(() -> control.apply(op, subTaskId, request));
    }

    public CompletableFuture<ControlResult> retry(
            TaskId taskId, JsonNode patch, ControlRequest request) {
        return WouldBlockException.answerOf(() -> control.retry(taskId, patch, request));
    }

    public CompletableFuture<ControlResult> release(TaskId taskId, ControlRequest request) {
        return WouldBlockException.answerOf(() -> control.releaseHold(taskId, request));
    }

    public CompletableFuture<Optional<OperationPreview>> dryRun(TaskOp op, TaskId taskId) {
        return WouldBlockException.answerOf(() -> control.preview(op, taskId, EngineFixture.ADMIN));
    }

    /** Reports the end of an attempt, possibly of one that has already ended. */
    public void ended(TaskId taskId, AttemptKey attempt, AttemptResult result) {
        advance.ended(taskId, attempt, result);
    }

    /** Reports that an attempt waits. */
    public void waits(TaskId taskId, AttemptKey attempt, Instant until) {
        advance.waiting(taskId, attempt, new LocalizedText("something", "某事"), until);
    }

    /** Time of the next run of the loop. */
    public Optional<Instant> nextDue() {
        return Optional.ofNullable(context.active().nextDue());
    }

    /** Runs a batch; see {@link SteppedWriter#serve}. */
    public void serve(int most, BatchFault fault, Runnable death) {
        var before = turns;
        // The next run of the loop at the latest has read again what a failed batch left stale.
        exact = writer.serve(most, fault, death) && (exact || turns > before);
    }

    /** Number of attempts that have a thread. */
    public int threads() {
        return threads.size();
    }

    /** Continues one thread until it ends or waits for its program again. */
    public String continueThread(int index) {
        var thread = threads.get(index);
        try {
            thread.work().run();
            threads.remove(thread);
            return thread.name() + " ends";
        } catch (WouldBlockException waits) {
            return thread.name() + " follows its program";
        }
    }

    /** Number of pending callbacks and other deferred work. */
    public int later() {
        return later.size();
    }

    public void doLater(int index) {
        later.remove(index).run();
    }

    @Override
    public void startWork(RunningAttempt attempt, String name, Runnable work) {
        if (threads.stream().anyMatch(thread -> thread.name().equals(name))) {
            twice = name;
        }
        threads.add(new Following(name, work));
    }

    @Override
    public Optional<AttemptResult> run(RunningAttempt attempt, boolean again) {
        seen.put(attempt.attemptKey(), attempt);
        context.specs().action(attempt.task(), attempt.subTask(), secret -> {});
        return host.work(
                attempt.task(), attempt.subTask(), again, attempt.sameBoot(), attempt.requested());
    }

    @Override
    public void logReason(RunningAttempt attempt, AttemptResult failure) {
        // There are no logs.
    }

    @Override
    public void deleteWorkingFiles(RunningAttempt attempt) {
        host.clear(attempt.subTask());
    }

    @Override
    public void deleteUndoData(TaskId taskId) {
        // Nothing is kept.
    }

    @Override
    public void deleteUndoDataExcept(Set<TaskId> unfinished) {
        // Nothing is kept.
    }

    /**
     * Describes a difference between the engine's memory and the store; valid only if nothing
     * failed since the last run of the loop.
     */
    public Optional<String> inconsistency(List<Task> stored) {
        if (twice != null) {
            return Optional.of("there are two threads for " + twice);
        }
        if (!exact) {
            return Optional.empty();
        }
        var unfinished = stored.stream().filter(task -> !task.state().terminal()).toList();
        if (unfinished.size() != context.active().unfinished()) {
            return Optional.of(
                    "the engine has "
                            + context.active().unfinished()
                            + " tasks, the store "
                            + unfinished.size());
        }
        for (var task : unfinished) {
            var active = context.active().task(task.id());
            if (active == null
                    || active.version() != task.version()
                    || !active.subTasks().equals(task.subTasks())) {
                return Optional.of(
                        "the engine has task " + task.id() + " in another state than the store");
            }
            var alone =
                    task.subTasks().stream()
                            .filter(SubTask::hasRunningAttempt)
                            .filter(subTask -> unattended(task.attemptOf(subTask), subTask))
                            .findFirst();
            if (alone.isPresent()) {
                return Optional.of(
                        "no attempt runs for "
                                + alone.get().stepId()
                                + " of task "
                                + task.id()
                                + ", which is "
                                + alone.get().state());
            }
        }
        return workers(unfinished);
    }

    private Optional<String> workers(List<Task> unfinished) {
        var subTasks = unfinished.stream().flatMap(task -> task.subTasks().stream()).toList();
        var working = (int) subTasks.stream().filter(SubTask::occupiesWorker).count();
        var ready =
                (int)
                        subTasks.stream()
                                .filter(subTask -> subTask.state() == SubTaskState.READY)
                                .count();
        if (working != context.active().working() || ready != context.active().waiting()) {
            return Optional.of(
                    "the engine counts "
                            + context.active().working()
                            + " working and "
                            + context.active().waiting()
                            + " ready, the store "
                            + working
                            + " and "
                            + ready);
        }
        return ready > 0 && working < context.workers()
                ? Optional.of(ready + " sub tasks are READY, and " + working + " workers busy")
                : Optional.empty();
    }

    /** The attempt does not run here, or was not requested to stop. */
    private boolean unattended(AttemptKey key, SubTask subTask) {
        var attempt = seen.get(key.toString());
        var notRequested =
                subTask.state() == SubTaskState.CANCELING
                        && attempt != null
                        && !attempt.requested();
        return notRequested || !launcher.isRunning(key);
    }

    /** Whether nothing is running or pending. */
    public boolean idle() {
        return threads.isEmpty()
                && later.isEmpty()
                && writer.waiting() == 0
                && launcher.running() == 0;
    }
}
