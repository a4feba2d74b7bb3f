package dev.obtaskd.engine.attempt;

import dev.obtaskd.log.AttemptDirectory;
import dev.obtaskd.log.AttemptLog;
import dev.obtaskd.log.LogLimits;
import dev.obtaskd.log.TaskDirectory;
import dev.obtaskd.task.SubTask;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What an attempt leaves on this host's disk. Each part is made when it is first used: most use
 * only some.
 */
final class AttemptWorkspace implements Closeable {

    private final TaskDirectory task;
    private final SubTask subTask;
    private final SecretRedaction redaction;
    private final LogLimits limits;
    private final Clock clock;
    private final Supplier<List<String>> head;
    private final Runnable appended;
    private @Nullable AttemptLog log;
    private long earlierBytes;
    private boolean closed;

    /**
     * @param secrets whatever must not show in the log
     * @param head the first lines of the log
     * @param appended called after each append to the log
     */
    AttemptWorkspace(
            TaskDirectory task,
            SubTask subTask,
            List<String> secrets,
            LogLimits limits,
            Clock clock,
            Supplier<List<String>> head,
            Runnable appended) {
        this.task = task;
        this.subTask = subTask;
        this.redaction = SecretRedaction.of(secrets);
        this.limits = limits;
        this.clock = clock;
        this.head = head;
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
     * The log; the first call writes its first lines.
     *
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
                                            limits.maxAttempt(),
                                            appended));
            earlierBytes = log.bytes();
            // The log of an attempt that is resumed has it already.
            if (log.lines() == 0) {
                log.system(String.join("\n", head.get()));
            }
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

    /**
     * Writes the last line of the log.
     *
     * @param line makes it from the latest line of the program's output, if there is one
     */
    void end(Function<Optional<String>, String> line) {
        log().end(line);
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
