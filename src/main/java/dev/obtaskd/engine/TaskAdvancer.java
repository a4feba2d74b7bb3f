package dev.obtaskd.engine;

import dev.obtaskd.engine.attempt.AttemptListener;
import dev.obtaskd.id.AttemptKey;
import dev.obtaskd.id.TaskId;
import dev.obtaskd.store.TaskStore;
import dev.obtaskd.task.AttemptResult;
import dev.obtaskd.task.Task;
import dev.obtaskd.task.TaskTransitions;
import dev.obtaskd.task.WaitCause;
import dev.obtaskd.text.LocalizedText;
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
    private final EngineContext context;
    private final Executor delayed;
    private volatile boolean stopped;

    @Inject
    TaskAdvancer(TaskStore writer, EngineContext context) {
        this(writer, context, CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS));
    }

    /**
     * @param soon does work a little later
     */
    TaskAdvancer(TaskStore writer, EngineContext context, Executor soon) {
        this.writer = writer;
        this.context = context;
        this.delayed = soon;
    }

    /**
     * Does everything that is due by the clock.
     *
     * @return how many tasks moved, and when there is something to do next
     */
    public RunResult runOnce() {
        return writer.write(
                tx -> {
                    var transaction = new EngineTransaction(context, tx);
                    int moved = 0;
                    for (var task : context.active().dueAt(transaction.now())) {
                        var next =
                                TaskTransitions.applyDeadlines(
                                        task, transaction.now(), context::owns);
                        moved += next == task ? 0 : 1;
                        transaction.change(task, next);
                    }
                    tx.afterCommit(() -> context.active().deadlinesChecked(transaction.now()));
                    transaction.finish();
                    return new RunResult(moved, context.active().nextDue());
                });
    }

    /** What one run did. */
    public record RunResult(int moved, @Nullable Instant nextDue) {}

    @Override
    public CompletableFuture<Void> ended(TaskId taskId, AttemptKey attempt, AttemptResult result) {
        return report(
                taskId,
                (task, now) ->
                        TaskTransitions.endAttempt(
                                task, attempt.subTask().number(), attempt.number(), result, now));
    }

    @Override
    public CompletableFuture<Void> lost(TaskId taskId, AttemptKey attempt) {
        return report(
                taskId,
                (task, now) ->
                        TaskTransitions.loseAttempt(
                                task, attempt.subTask().number(), attempt.number(), now));
    }

    @Override
    public void waiting(TaskId taskId, AttemptKey attempt, LocalizedText text, Instant until) {
        report(
                taskId,
                (task, now) ->
                        TaskTransitions.awaitCondition(
                                task,
                                attempt.subTask().number(),
                                attempt.number(),
                                new WaitCause(WaitCause.Reason.CONDITION, text, now, until)));
    }

    /** Stops sending reports again; the next start of the daemon queries the attempts. */
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
                            apply(taskId, change, new EngineTransaction(context, tx));
                            return taskId;
                        })
                .whenComplete(
                        (done, failure) -> {
                            if (failure == null) {
                                stored.complete(null);
                            } else if (!stopped) {
                                LOG.warnf(
                                        "Could not store a result of task %s, trying again: %s",
                                        taskId, causeText(failure));
                                delayed.execute(() -> report(taskId, change, stored));
                            }
                        });
    }

    private static void apply(
            TaskId taskId,
            BiFunction<Task, Instant, Optional<Task>> change,
            EngineTransaction transaction) {
        transaction
                .task(taskId)
                .ifPresent(
                        task ->
                                change.apply(task, transaction.now())
                                        .ifPresentOrElse(
                                                next -> transaction.change(task, next),
                                                () ->
                                                        LOG.debugf(
                                                                "ignored a late report about"
                                                                        + " task %s",
                                                                taskId)));
        transaction.finish();
    }

    private static String causeText(Throwable failure) {
        var cause =
                failure instanceof CompletionException && failure.getCause() != null
                        ? failure.getCause()
                        : failure;
        return cause.toString();
    }
}
