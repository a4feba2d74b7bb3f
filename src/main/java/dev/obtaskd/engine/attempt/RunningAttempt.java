package dev.obtaskd.engine.attempt;

import dev.obtaskd.id.AttemptKey;
import dev.obtaskd.step.StepContext;
import dev.obtaskd.step.StepLog;
import dev.obtaskd.step.UndoDirectory;
import dev.obtaskd.task.SubTask;
import dev.obtaskd.task.Task;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An attempt that is going on, as its step kind sees it. */
public final class RunningAttempt implements StepContext, StepContext.Cancellation, Closeable {

    private final Task task;
    private final SubTask subTask;
    private final AttemptListener reports;
    private final boolean sameBoot;
    private final List<Runnable> onRequest = new ArrayList<>();
    private volatile @Nullable AttemptWorkspace traces;
    private volatile @Nullable UndoDirectory undoPlace;
    private boolean canceled;
    private volatile boolean detached;

    RunningAttempt(Task task, SubTask subTask, AttemptListener reports, boolean sameBoot) {
        this.task = task;
        this.subTask = subTask;
        this.reports = reports;
        this.sameBoot = sameBoot;
    }

    public Task task() {
        return task;
    }

    AttemptKey key() {
        return task.attemptOf(subTask);
    }

    public SubTask subTask() {
        return subTask;
    }

    /**
     * Gives the attempt its place on the disk, and the one that it shares with the sub task's other
     * attempts.
     */
    void leaves(AttemptWorkspace place, UndoDirectory shared) {
        traces = place;
        undoPlace = shared;
    }

    /** Bytes it wrote to its log in this life of the daemon. */
    long logBytes() {
        var place = traces;
        return place == null ? 0 : place.logBytes();
    }

    /** Whether its log got nothing in this life of the daemon. */
    boolean silent() {
        var place = traces;
        return place == null || place.silent();
    }

    @Override
    public void close() throws IOException {
        traces().close();
    }

    /** Asks it to stop; to ask again changes nothing. */
    void cancel() {
        if (!requested()) {
            request(() -> canceled = true);
        }
    }

    void detach() {
        request(() -> detached = true);
    }

    @Override
    public String attemptKey() {
        return key().toString();
    }

    @Override
    public Path directory() {
        return traces().run();
    }

    @Override
    public Path files() {
        return traces().files();
    }

    @Override
    public UndoDirectory undoPlace() {
        return Objects.requireNonNull(undoPlace);
    }

    @Override
    public StepLog log() {
        return traces().log();
    }

    @Override
    public Instant deadline() {
        var startedAt =
                Objects.requireNonNull(Objects.requireNonNull(subTask.attempt()).startedAt());
        return startedAt.plus(task.stepOf(subTask).timeout());
    }

    @Override
    public boolean sameBoot() {
        return sameBoot;
    }

    @Override
    public Cancellation cancellation() {
        return this;
    }

    @Override
    public boolean detached() {
        return detached;
    }

    @Override
    public void waiting(String text, Instant until) {
        reports.waits(task.id(), key(), traces().discretion().about(text), until);
    }

    @Override
    public synchronized boolean requested() {
        return canceled;
    }

    @Override
    public void onRequest(Runnable action) {
        synchronized (this) {
            if (!canceled && !detached) {
                onRequest.add(action);
                return;
            }
        }
        action.run();
    }

    private AttemptWorkspace traces() {
        return Objects.requireNonNull(traces);
    }

    private void request(Runnable mark) {
        List<Runnable> actions;
        synchronized (this) {
            mark.run();
            actions = List.copyOf(onRequest);
        }
        actions.forEach(action -> Thread.startVirtualThread(action));
    }
}
