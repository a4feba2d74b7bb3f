package dev.obtaskd.step.exec.process;

import dev.obtaskd.step.StepContext;
import dev.obtaskd.step.exec.cgroup.AttemptGroups;
import dev.obtaskd.step.exec.proc.AttemptFiles;
import dev.obtaskd.step.exec.proc.ProcessTag;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * A shell in its own session that waits for the script of an attempt, with a pump for each output
 * of the program. Until it has the script it does nothing, and it ends without effect if the daemon
 * dies.
 */
public final class Wrapper implements AutoCloseable {

    /** The exit code if it is unknown because the parent was killed. */
    public static final int UNKNOWN = -1;

    private final WrapperParent parent;
    private final ProcessTag tag;
    private final CompletableFuture<Integer> end = new CompletableFuture<>();
    private final CompletableFuture<@Nullable Void> code = new CompletableFuture<>();
    private final CountDownLatch pumps = new CountDownLatch(2);
    private volatile boolean started;

    Wrapper(WrapperParent parent, ProcessTag tag) {
        this.parent = parent;
        this.tag = tag;
        end.thenRun(this::pumpReady).thenRun(this::pumpReady);
    }

    WrapperParent parent() {
        return parent;
    }

    public ProcessTag tag() {
        return tag;
    }

    /** The exit code; completes when the wrapper and its pumps have ended. */
    public CompletableFuture<Integer> end() {
        return end;
    }

    /**
     * Completes when the exit code of the program is stored; the wrapper and its pumps may end
     * later.
     */
    public CompletableFuture<@Nullable Void> code() {
        return code;
    }

    /** Counts a pump that sends nothing more to the daemon, which may die from then on. */
    void pumpReady() {
        pumps.countDown();
    }

    /** Whether it has a script. */
    boolean started() {
        return started;
    }

    /**
     * Sends the script, once. Has no effect if the attempt has another wrapper: the second one
     * exits.
     *
     * @throws IOException if the standard input of the program cannot be stored
     */
    public void start(
            AttemptScript script, ExecSpec spec, StepContext context, AttemptGroups groups)
            throws IOException, InterruptedException {
        if (spec.stdin() != null) {
            storeInput(new AttemptFiles(context.directory()), spec.stdin());
        }
        pumps.await();
        started = true;
        try {
            parent.write(script.text(spec, context, groups, tag));
        } catch (IOException endedEarly) {
            // The monitor detects the end without an exit code.
        }
    }

    /**
     * The text may contain secrets; the wrapper deletes the file once the program has opened it.
     */
    private static void storeInput(AttemptFiles files, String text) throws IOException {
        Files.deleteIfExists(files.stdin());
        Files.createFile(
                files.stdin(),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(files.stdin(), text);
    }

    /** Ends a wrapper without a script. */
    @Override
    public void close() throws IOException {
        if (!started) {
            parent.close();
        }
    }
}
