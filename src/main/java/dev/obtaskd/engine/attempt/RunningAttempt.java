package dev.obtaskd.engine.attempt;

import dev.obtaskd.id.AttemptKey;
import dev.obtaskd.step.StepContext;
import dev.obtaskd.step.StepLog;
import dev.obtaskd.step.UndoDirectory;
import dev.obtaskd.task.FailureCause;
import dev.obtaskd.task.SubTask;
import dev.obtaskd.task.Task;
import dev.obtaskd.text.LocalizedText;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A running attempt, as its step kind sees it. */
public final class RunningAttempt implements StepContext, StepContext.Cancellation, Closeable {

    private final Task task;
    private final SubTask subTask;
    private final AttemptListener listener;
    private final boolean sameBoot;
    private final List<Runnable> onRequest = new ArrayList<>();
    private volatile @Nullable AttemptWorkspace workspace;
    private volatile @Nullable UndoDirectory undoPlace;
    private volatile List<Long> stopping = List.of();
    private boolean canceled;
    private @Nullable FailureCause cancelCause;
    private volatile boolean detached;

    RunningAttempt(Task task, SubTask subTask, AttemptListener listener, boolean sameBoot) {
        this.task = task;
        this.subTask = subTask;
        this.listener = listener;
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
     * Sets the directories of the attempt, and those it shares with the sub task's other attempts.
     */
    void setDirectories(AttemptWorkspace place, UndoDirectory shared) {
        workspace = place;
        undoPlace = shared;
    }

    /** Bytes it wrote to its log since the daemon started. */
    long logBytes() {
        var place = workspace;
        return place == null ? 0 : place.logBytes();
    }

    /** Whether its log got nothing since the daemon started. */
    boolean hasEmptyLog() {
        var place = workspace;
        return place == null || place.hasEmptyLog();
    }

    @Override
    public void close() throws IOException {
        workspace().close();
    }

    /**
     * Asks it to stop; to ask again changes nothing.
     *
     * @param why null if that is not known
     */
    void cancel(@Nullable FailureCause why) {
        if (!requested()) {
            request(
                    () -> {
                        canceled = true;
                        cancelCause = why;
                    });
        }
    }

    /** Why it was asked to stop; null if it was not, or that is not known. */
    synchronized @Nullable FailureCause cancelCause() {
        return cancelCause;
    }

    /** Writes the last line of its log. */
    void end(Function<Optional<String>, String> line) {
        workspace().end(line);
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
        return workspace().run();
    }

    @Override
    public Path files() {
        return workspace().files();
    }

    @Override
    public UndoDirectory undoDirectory() {
        return Objects.requireNonNull(undoPlace);
    }

    @Override
    public StepLog log() {
        return workspace().log();
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
    public void waiting(LocalizedText text, Instant until) {
        var redaction = workspace().redaction();
        var safe = new LocalizedText(redaction.redact(text.en()), redaction.redact(text.zh()));
        listener.waiting(task.id(), key(), safe, until);
    }

    @Override
    public void stopping(List<Long> pids) {
        stopping = List.copyOf(pids);
    }

    /** The processes that its stop waits for. */
    List<Long> stopping() {
        return stopping;
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

    private AttemptWorkspace workspace() {
        return Objects.requireNonNull(workspace);
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
