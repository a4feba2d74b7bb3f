package dev.obtaskd.engine;

import dev.obtaskd.log.AttemptDirectory;
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
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
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
    private final Instance<Reports> reports;
    private final Map<String, RunningAttempt> running = new ConcurrentHashMap<>();
    private volatile boolean detached;

    Launcher(@All List<StepKind> kinds, Specs specs, Attempts attempts, Clock clock, Instance<Reports> reports) {
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
            Thread.startVirtualThread(() -> explain(task, subTask));
        }
    }

    /** Goes on with an attempt that an earlier life of the daemon began. */
    void resume(Task task, SubTask subTask) {
        start(task, subTask, true);
    }

    /** Asks the sub task's present attempt to stop. */
    void cancel(SubTask subTask) {
        var attempt = running.get(key(subTask));
        if (attempt != null) {
            attempt.cancel();
        }
    }

    /** How many attempts are going on. */
    int running() {
        return running.size();
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
        var task = attempt.task();
        var subTask = attempt.subTask();
        var result = work(attempt, again);
        running.remove(key(subTask));
        if (detached) {
            return;
        }
        result.ifPresentOrElse(
                ended -> reports.get().ended(task.id(), subTask.id(), subTask.attemptNo(), ended),
                () -> reports.get().lost(task.id(), subTask.id(), subTask.attemptNo()));
    }

    private Optional<AttemptResult> work(RunningAttempt attempt, boolean again) {
        try {
            var secrets = new ArrayList<String>();
            var action = specs.action(attempt.task(), attempt.subTask(), secrets::add);
            var directory = directory(attempt.task(), attempt.subTask());
            attempt.open(directory, secrets, clock);
            try {
                var kind = kinds.get(action.kind());
                return again
                        ? kind.resume(action.spec(), attempt)
                        : Optional.of(kind.run(action.spec(), attempt));
            } finally {
                attempt.close();
                if (!detached) {
                    directory.deleteRun();
                }
            }
        } catch (InterruptedException never) {
            return Optional.of(failed("interrupted"));
        } catch (IOException | RuntimeException broken) {
            LOG.errorf(broken, "attempt %s could not be run", key(attempt.subTask()));
            return Optional.of(failed("the daemon could not run this: " + broken.getMessage()));
        }
    }

    /** Leaves the one line that an attempt has which never started. */
    private void explain(Task task, SubTask subTask) {
        var attempt = new RunningAttempt(task, subTask, reports.get());
        try {
            attempt.open(directory(task, subTask), List.of(), clock);
            attempt.log().system(String.valueOf(subTask.attempt().message()));
            attempt.close();
        } catch (IOException full) {
            LOG.warnf("no log for attempt %s: %s", key(subTask), full.getMessage());
        }
    }

    private AttemptDirectory directory(Task task, SubTask subTask) throws IOException {
        return attempts.of(task.id(), task.origin().createdAt()).create(subTask.id(), subTask.attemptNo());
    }

    private static AttemptResult failed(String message) {
        return new AttemptResult.Failed(Cause.ERROR, message, null, null);
    }

    private static String key(SubTask subTask) {
        return subTask.id() + "." + subTask.attemptNo();
    }
}
