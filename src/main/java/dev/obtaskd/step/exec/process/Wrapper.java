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
 * A shell in a session of its own that waits to be told which program to run for which attempt,
 * with a pump for each output of the program. Until then it has done nothing, and if the daemon
 * dies it ends without having done anything.
 */
public final class Wrapper implements AutoCloseable {

    /** The exit code where it is not known, as the parent was killed. */
    public static final int UNKNOWN = -1;

    private final WrapperParent parent;
    private final ProcessTag cookie;
    private final CompletableFuture<Integer> end = new CompletableFuture<>();
    private final CompletableFuture<@Nullable Void> code = new CompletableFuture<>();
    private final CountDownLatch pumps = new CountDownLatch(2);
    private volatile boolean told;

    Wrapper(WrapperParent parent, ProcessTag cookie) {
        this.parent = parent;
        this.cookie = cookie;
        end.thenRun(this::pumpWaits).thenRun(this::pumpWaits);
    }

    WrapperParent parent() {
        return parent;
    }

    public ProcessTag cookie() {
        return cookie;
    }

    /** The exit code, when it and its pumps have ended. */
    public CompletableFuture<Integer> end() {
        return end;
    }

    /**
     * Is done when it has left the exit code of its program; it and its pumps may need another
     * moment to end.
     */
    public CompletableFuture<@Nullable Void> code() {
        return code;
    }

    /** One more of its pumps has nothing more to tell the daemon, which may die from then on. */
    void pumpWaits() {
        pumps.countDown();
    }

    /** Whether it was told what to run. */
    boolean told() {
        return told;
    }

    /**
     * Tells it what to run, once. Harmless if the attempt has a wrapper already: the second leaves
     * without running anything.
     *
     * @throws IOException if there is no room on the disk for what the program is to read
     */
    public void tell(AttemptScript script, ExecSpec spec, StepContext context, AttemptGroups groups)
            throws IOException, InterruptedException {
        if (spec.stdin() != null) {
            leaveInput(new AttemptFiles(context.directory()), spec.stdin());
        }
        pumps.await();
        told = true;
        try {
            parent.write(script.text(spec, context, groups, cookie));
        } catch (IOException endedEarly) {
            // What follows it sees that it ended and left no exit code.
        }
    }

    /** It may hold secrets; the wrapper removes it once the program has it open. */
    private static void leaveInput(AttemptFiles files, String text) throws IOException {
        Files.deleteIfExists(files.stdin());
        Files.createFile(
                files.stdin(),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(files.stdin(), text);
    }

    /** Ends one that was told nothing. */
    @Override
    public void close() throws IOException {
        if (!told) {
            parent.close();
        }
    }
}
