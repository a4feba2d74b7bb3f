package dev.obtaskd.engine;

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
 * One life of the daemon, from start to death: the engine's own classes on a store whose batches
 * run when they are told to. Nothing happens by itself: what would be threads are lists here.
 */
public final class SimulatedDaemon implements AttemptExecutor {

    /** What attempts do on the host. */
    public interface Host {

        /**
         * Begins an attempt's program, or looks after it.
         *
         * @param again an earlier life may have begun it
         * @param sameBoot whether the host is known to run since before the attempt was stored
         * @return how it ended; empty if an earlier life began it and it is lost
         * @throws WouldBlockException while it goes on
         */
        Optional<AttemptResult> work(
                Task task, SubTask subTask, boolean again, boolean sameBoot, boolean canceled);

        /** The traces of an attempt are cleared away. */
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
        control = new TaskControl(writer, context);
        recover = new TaskRecovery(writer, context);
    }

    /** What all lives share: operations never change here. */
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

        /** The daemon starts; it is of use once {@link #recover} is answered. */
        public SimulatedDaemon begin(SteppedStore store, Host host, Clock clock, int workers) {
            return begin(store, host, "one", clock, workers);
        }

        /**
         * @param boot id of the host's present boot
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

    /** One turn of the loop. */
    public void turn() {
        turning = true;
        WouldBlockException.answerOf(advance::runOnce)
                .whenComplete(
                        (turned, failure) -> {
                            turning = false;
                            turns += failure == null ? 1 : 0;
                            sleepsUntil = failure == null ? turned.nextDue() : Instant.MIN;
                        });
    }

    /** Whether the loop would turn now without its safety timer. */
    public boolean wantsToTurn() {
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

    public CompletableFuture<Optional<OperationPreview>> rehearse(TaskOp op, TaskId taskId) {
        return WouldBlockException.answerOf(
                () -> control.rehearse(op, taskId, EngineFixture.ADMIN));
    }

    /** Reports the end of an attempt, perhaps one that is over. */
    public void ended(TaskId taskId, AttemptKey attempt, AttemptResult result) {
        advance.ended(taskId, attempt, result);
    }

    /** An attempt says that it waits. */
    public void waits(TaskId taskId, AttemptKey attempt, Instant until) {
        advance.waits(taskId, attempt, "something", until);
    }

    /** When the loop would turn by itself. */
    public Optional<Instant> nextDue() {
        return Optional.ofNullable(context.active().nextDue());
    }

    /** Runs a batch; see {@link SteppedWriter#serve}. */
    public void serve(int most, BatchFault fault, Runnable death) {
        var before = turns;
        // What a batch left doubtful that went wrong, the loop's next turn at the latest has read
        // again.
        exact = writer.serve(most, fault, death) && (exact || turns > before);
    }

    /** How many attempts have a thread. */
    public int threads() {
        return threads.size();
    }

    /** Lets one thread go on, until it ends or waits for its program again. */
    public String goOn(int index) {
        var thread = threads.get(index);
        try {
            thread.work().run();
            threads.remove(thread);
            return thread.name() + " ends";
        } catch (WouldBlockException waits) {
            return thread.name() + " follows its program";
        }
    }

    /** How many answers and other small things wait for their turn. */
    public int later() {
        return later.size();
    }

    public void doLater(int index) {
        later.remove(index).run();
    }

    @Override
    public void begin(RunningAttempt attempt, String name, Runnable work) {
        if (threads.stream().anyMatch(thread -> thread.name().equals(name))) {
            twice = name;
        }
        threads.add(new Following(name, work));
    }

    @Override
    public Optional<AttemptResult> work(RunningAttempt attempt, boolean again) {
        seen.put(attempt.attemptKey(), attempt);
        context.specs().action(attempt.task(), attempt.subTask(), secret -> {});
        return host.work(
                attempt.task(), attempt.subTask(), again, attempt.sameBoot(), attempt.requested());
    }

    @Override
    public void explain(RunningAttempt attempt, AttemptResult failure) {
        // There are no logs here.
    }

    @Override
    public void clear(RunningAttempt attempt) {
        host.clear(attempt.subTask());
    }

    @Override
    public void forget(TaskId taskId) {
        // Nothing is kept here.
    }

    @Override
    public void forgetAllBut(Set<TaskId> unfinished) {
        // Nothing is kept here.
    }

    /**
     * What of the engine's memory does not fit what is stored; only of meaning while nothing went
     * wrong since the loop has turned.
     */
    public Optional<String> flaw(List<Task> stored) {
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
            var booked = context.active().task(task.id());
            if (booked == null
                    || booked.version() != task.version()
                    || !booked.subTasks().equals(task.subTasks())) {
                return Optional.of(
                        "the engine has task " + task.id() + " in another state than the store");
            }
            var alone =
                    task.subTasks().stream()
                            .filter(SubTask::attempting)
                            .filter(subTask -> leftAlone(task.attemptOf(subTask), subTask))
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
        var working = (int) subTasks.stream().filter(SubTask::working).count();
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

    /** It is not running here, or was not asked to stop. */
    private boolean leftAlone(AttemptKey key, SubTask subTask) {
        var attempt = seen.get(key.toString());
        var deaf =
                subTask.state() == SubTaskState.CANCELING
                        && attempt != null
                        && !attempt.requested();
        return deaf || !launcher.runs(key);
    }

    /** Whether nothing goes on. */
    public boolean idle() {
        return threads.isEmpty()
                && later.isEmpty()
                && writer.waiting() == 0
                && launcher.running() == 0;
    }
}
