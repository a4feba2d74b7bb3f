package dev.obtaskd.engine.attempt;

import dev.obtaskd.log.AttemptDirectory;
import dev.obtaskd.log.AttemptLog;
import dev.obtaskd.log.TaskDirectory;
import dev.obtaskd.task.SubTask;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an attempt leaves on this host's disk. Each part is made when it is first used: most use
 * only some.
 */
final class AttemptWorkspace implements Closeable {

    private final TaskDirectory task;
    private final SubTask subTask;
    private final SecretRedaction redaction;
    private final Clock clock;
    private final Runnable appended;
    private @Nullable AttemptLog log;
    private long earlierBytes;
    private boolean closed;

    /**
     * @param secrets whatever must not show in the log
     * @param appended called after each append to the log
     */
    AttemptWorkspace(
            TaskDirectory task,
            SubTask subTask,
            List<String> secrets,
            Clock clock,
            Runnable appended) {
        this.task = task;
        this.subTask = subTask;
        this.redaction = SecretRedaction.of(secrets);
        this.clock = clock;
        this.appended = appended;
    }

    /** Hides secrets in what the attempt reports. */
    SecretRedaction redaction() {
        return redaction;
    }

    Path run() {
        return made(() -> directory().makeRun());
    }

    Path files() {
        return made(() -> directory().makeFiles());
    }

    /**
     * @throws IllegalStateException if the attempt is over
     */
    synchronized AttemptLog log() {
        if (closed) {
            throw new IllegalStateException("the log is closed");
        }
        if (log == null) {
            log =
                    made(
                            () ->
                                    AttemptLog.open(
                                            directory(),
                                            clock,
                                            redaction.masking(),
                                            AttemptLog.DEFAULT_MAX_BYTES,
                                            appended));
            earlierBytes = log.bytes();
        }
        return log;
    }

    /** Whether nothing was logged since the daemon started. */
    synchronized boolean hasEmptyLog() {
        return log == null;
    }

    /** Bytes added to the log since the daemon started. */
    synchronized long logBytes() {
        return log == null ? 0 : log.bytes() - earlierBytes;
    }

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        if (log != null) {
            log.close();
        }
    }

    /** Deletes the working directory. */
    void deleteRunDirectory() throws IOException {
        var left = task.find(subTask.id(), subTask.attemptNo());
        if (left.isPresent()) {
            left.get().deleteRun();
        }
    }

    private AttemptDirectory directory() throws IOException {
        return task.create(subTask.id(), subTask.attemptNo());
    }

    private static <T> T made(Making<T> making) {
        try {
            return making.make();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Making<T> {
        T make() throws IOException;
    }
}
