package dev.obtaskd.engine;

import dev.obtaskd.engine.attempt.AttemptListener;
import dev.obtaskd.id.AttemptKey;
import dev.obtaskd.id.TaskId;
import dev.obtaskd.store.TaskStore;
import dev.obtaskd.task.AttemptResult;
import dev.obtaskd.task.Task;
import dev.obtaskd.task.TaskTransitions;
import dev.obtaskd.task.WaitCause;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Moves tasks on: by the results of their attempts, and by the clock. */
@ApplicationScoped
public class TaskAdvancer implements AttemptListener {

    private static final Logger LOG = Logger.getLogger(TaskAdvancer.class);

    private final TaskStore writer;
    private final EngineContext parts;
    private final Executor soon;
    private volatile boolean stopped;

    @Inject
    TaskAdvancer(TaskStore writer, EngineContext parts) {
        this(writer, parts, CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS));
    }

    /**
     * @param soon does work a little later
     */
    TaskAdvancer(TaskStore writer, EngineContext parts, Executor soon) {
        this.writer = writer;
        this.parts = parts;
        this.soon = soon;
    }

    /**
     * Does everything that is due by the clock.
     *
     * @return how many tasks moved, and when there is something to do next
     */
    public Turned runOnce() {
        return writer.write(
                tx -> {
                    var turn = new EngineTransaction(parts, tx);
                    int moved = 0;
                    for (var task : parts.active().dueAt(turn.now())) {
                        var next = TaskTransitions.due(task, turn.now(), parts::owns);
                        moved += next == task ? 0 : 1;
                        turn.change(task, next);
                    }
                    turn.finish();
                    return new Turned(moved, parts.active().nextDue());
                });
    }

    /** What one turn did. */
    public record Turned(int moved, @Nullable Instant nextDue) {}

    @Override
    public CompletableFuture<Void> ended(TaskId taskId, AttemptKey attempt, AttemptResult result) {
        return report(
                taskId,
                (task, now) ->
                        TaskTransitions.end(
                                task, attempt.subTask().number(), attempt.number(), result, now));
    }

    @Override
    public CompletableFuture<Void> lost(TaskId taskId, AttemptKey attempt) {
        return report(
                taskId,
                (task, now) ->
                        TaskTransitions.lose(
                                task, attempt.subTask().number(), attempt.number(), now));
    }

    @Override
    public void waits(TaskId taskId, AttemptKey attempt, String text, Instant until) {
        report(
                taskId,
                (task, now) ->
                        TaskTransitions.await(
                                task,
                                attempt.subTask().number(),
                                attempt.number(),
                                new WaitCause(WaitCause.Reason.CONDITION, text, now, until)));
    }

    /** No report is sent again after this; the next life of the daemon asks the attempts anew. */
    void stop() {
        stopped = true;
    }

    private CompletableFuture<Void> report(
            TaskId taskId, BiFunction<Task, Instant, Optional<Task>> change) {
        var stored = new CompletableFuture<Void>();
        report(taskId, change, stored);
        return stored;
    }

    /**
     * A report that the store could not take is sent again until it can: no sub task stays RUNNING
     * for ever.
     */
    private void report(
            TaskId taskId,
            BiFunction<Task, Instant, Optional<Task>> change,
            CompletableFuture<Void> stored) {
        writer.submit(
                        tx -> {
                            take(taskId, change, new EngineTransaction(parts, tx));
                            return null;
                        })
                .whenComplete(
                        (done, failure) -> {
                            if (failure == null) {
                                stored.complete(null);
                            } else if (!stopped) {
                                LOG.warnf(
                                        "a result of task %s could not be stored yet: %s",
                                        taskId, reason(failure));
                                soon.execute(() -> report(taskId, change, stored));
                            }
                        });
    }

    private static void take(
            TaskId taskId,
            BiFunction<Task, Instant, Optional<Task>> change,
            EngineTransaction turn) {
        turn.task(taskId)
                .ifPresent(
                        task ->
                                change.apply(task, turn.now())
                                        .ifPresentOrElse(
                                                next -> turn.change(task, next),
                                                () ->
                                                        LOG.debugf(
                                                                "a late report about task %s"
                                                                        + " changes nothing",
                                                                taskId)));
        turn.finish();
    }

    private static String reason(Throwable failure) {
        var cause =
                failure instanceof CompletionException && failure.getCause() != null
                        ? failure.getCause()
                        : failure;
        return cause.toString();
    }
}
