package dev.obtaskd.engine;

import dev.obtaskd.log.Attempts;
import dev.obtaskd.step.StepKind;
import dev.obtaskd.task.AttemptResult;
import dev.obtaskd.task.Cause;
import dev.obtaskd.task.SubTask;
import dev.obtaskd.task.SubTaskState;
import dev.obtaskd.task.Task;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Runs attempts, each on a virtual thread of its own, and tells the engine what came of them. */
@ApplicationScoped
class Launcher {

    private static final Logger LOG = Logger.getLogger(Launcher.class);

    private final Map<String, StepKind> kinds;
    private final Specs specs;
    private final Attempts attempts;
    private final Clock clock;
    private final Supplier<Reports> reports;
    private final Map<String, RunningAttempt> running = new ConcurrentHashMap<>();
    private volatile boolean detached;
    private long endedLogBytes;

    @Inject
    Launcher(@All List<StepKind> kinds, Specs specs, Attempts attempts, Clock clock, Instance<Reports> reports) {
        this(kinds, specs, attempts, clock, (Supplier<Reports>) reports::get);
    }

    Launcher(List<StepKind> kinds, Specs specs, Attempts attempts, Clock clock, Supplier<Reports> reports) {
        this.kinds = kinds.stream().collect(Collectors.toMap(StepKind::name, Function.identity()));
        this.specs = specs;
        this.attempts = attempts;
        this.clock = clock;
        this.reports = reports;
    }

    /** Starts the sub task's present attempt; one that ended before it started only gets its log. */
    void launch(Task task, SubTask subTask) {
        if (subTask.attempting()) {
            start(task, subTask, false);
        } else {
            Thread.startVirtualThread(() -> explain(task, subTask, String.valueOf(subTask.attempt().message())));
        }
    }

    /** Goes on with an attempt that an earlier life of the daemon began. */
    void resume(Task task, SubTask subTask) {
        LOG.infof("going on with attempt %s of task %d", key(subTask), task.id());
        start(task, subTask, true);
    }

    /** Asks the sub task's present attempt to stop. */
    void cancel(SubTask subTask) {
        var attempt = running.get(key(subTask));
        if (attempt != null) {
            attempt.cancel();
        }
    }

    /** Whether the sub task's present attempt is going on in this life of the daemon. */
    boolean runs(SubTask subTask) {
        return running.containsKey(key(subTask));
    }

    /** How many attempts are going on. */
    int running() {
        return running.size();
    }

    /** Bytes that attempts wrote to their logs in this life of the daemon. */
    synchronized long logBytes() {
        return endedLogBytes + running.values().stream().mapToLong(RunningAttempt::logBytes).sum();
    }

    /** The daemon goes down: attempts are left alone, and nothing they say counts any more. */
    void detach() {
        detached = true;
        running.values().forEach(RunningAttempt::detach);
    }

    private void start(Task task, SubTask subTask, boolean again) {
        var attempt = new RunningAttempt(task, subTask, reports.get());
        running.put(key(subTask), attempt);
        if (subTask.state() == SubTaskState.CANCELING) {
            attempt.cancel();
        }
        Thread.ofVirtual().name("attempt-" + key(subTask)).start(() -> run(attempt, again));
    }

    private void run(RunningAttempt attempt, boolean again) {
        var result = work(attempt, again);
        if (detached) {
            return;
        }
        var task = attempt.task();
        var subTask = attempt.subTask();
        if (attempt.silent()) {
            result.flatMap(Launcher::trouble).ifPresent(why -> explain(task, subTask, why));
        }
        var stored = result.isPresent()
                ? reports.get().ended(task.id(), subTask.id(), subTask.attemptNo(), result.get())
                : reports.get().lost(task.id(), subTask.id(), subTask.attemptNo());
        stored.thenRun(() -> forget(attempt));
    }

    /** Only now: until its end was on disk, these traces told a next life of the daemon that it had run. */
    private void forget(RunningAttempt attempt) {
        remove(attempt);
        try {
            traces(attempt.task(), attempt.subTask(), List.of()).tidy();
        } catch (IOException refused) {
            LOG.debugf("working files of attempt %s stay: %s", key(attempt.subTask()), refused.getMessage());
        }
    }

    /** Its bytes change sides in one step: a total that goes down for a moment would count as a restart. */
    private synchronized void remove(RunningAttempt attempt) {
        running.remove(key(attempt.subTask()));
        endedLogBytes += attempt.logBytes();
    }

    private Optional<AttemptResult> work(RunningAttempt attempt, boolean again) {
        try {
            var secrets = new ArrayList<String>();
            var action = specs.action(attempt.task(), attempt.subTask(), secrets::add);
            attempt.leaves(traces(attempt.task(), attempt.subTask(), secrets));
            try (attempt) {
                var kind = kinds.get(action.kind());
                return again
                        ? kind.resume(action.spec(), attempt)
                        : Optional.of(kind.run(action.spec(), attempt));
            }
        } catch (InterruptedException never) {
            return Optional.of(failed("interrupted"));
        } catch (IOException | RuntimeException broken) {
            LOG.errorf(broken, "attempt %s could not be run", key(attempt.subTask()));
            return Optional.of(failed("the daemon could not run this: " + broken.getMessage()));
        }
    }

    /** Leaves the one line of an attempt that came to nothing before it could say anything. */
    private void explain(Task task, SubTask subTask, String why) {
        try (var traces = traces(task, subTask, List.of())) {
            traces.log().system(why);
        } catch (IOException | UncheckedIOException full) {
            LOG.warnf("no log for attempt %s: %s", key(subTask), full.getMessage());
        }
    }

    private Traces traces(Task task, SubTask subTask, List<String> secrets) {
        return new Traces(attempts.of(task.id(), task.origin().createdAt()), subTask, secrets, clock);
    }

    private static Optional<String> trouble(AttemptResult result) {
        return switch (result) {
            case AttemptResult.Succeeded _ -> Optional.empty();
            case AttemptResult.Failed failed -> Optional.of(failed.message());
            case AttemptResult.Stopped stopped -> Optional.of(stopped.message());
        };
    }

    private static AttemptResult failed(String message) {
        return new AttemptResult.Failed(Cause.ERROR, message, null, null);
    }

    private static String key(SubTask subTask) {
        return subTask.id() + "." + subTask.attemptNo();
    }
}
