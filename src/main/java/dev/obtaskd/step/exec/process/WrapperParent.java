package dev.obtaskd.step.exec.process;

import dev.obtaskd.step.exec.proc.ProcessStarter;
import dev.obtaskd.step.exec.proc.ProcessTag;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A shell that starts a wrapper with its pumps, waits for their end, reports the exit code, and
 * repeats. It has no tag and another session than its wrapper, because the pumps must outlive a
 * stop. It ends when the daemon has ended and no wrapper or pump is left.
 */
final class WrapperParent {

    private static final String PUMP = "pump ";
    private static final String CODE = "code";
    private static final String END = "end ";
    private static final Set<PosixFilePermission> ALL_WRITE =
            PosixFilePermissions.fromString("rw-rw-rw-");

    private final Process process;
    private final OutputStream in;
    private volatile @Nullable Wrapper wrapper;

    private WrapperParent(Process process) {
        this.process = process;
        this.in = process.getOutputStream();
    }

    /**
     * Starts one.
     *
     * @param shell path of the shell for it and its wrappers
     * @throws IOException if no process can be created or setsid is missing
     */
    static WrapperParent start(AttemptScript script, String shell) throws IOException {
        var builder =
                new ProcessBuilder(
                                "setsid",
                                shell,
                                "-c",
                                "eval \"$OBTASKD_PUMPS\"",
                                "obtaskd-pumps",
                                shell)
                        .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        builder.environment().putAll(environment(script, System.getenv("TZ")));
        var parent = new WrapperParent(ProcessStarter.start(builder));
        Thread.ofPlatform().daemon().name("wrapper-parent").start(parent::readLines);
        return parent;
    }

    /**
     * A short path and no locale speed up setsid and cat; programs get their environment from the
     * script. The scripts are no arguments, which ps and systemctl status would show.
     */
    private static Map<String, String> environment(AttemptScript script, @Nullable String zone) {
        var environment =
                new HashMap<>(
                        Map.of(
                                "PATH",
                                "/usr/bin:/bin",
                                "LANG",
                                "C",
                                "OBTASKD_PUMPS",
                                script.pumps(),
                                "OBTASKD_WRAPPER",
                                script.wrapper()));
        if (zone != null) {
            environment.put("TZ", zone);
        }
        return environment;
    }

    /**
     * Starts a wrapper; the previous one must have ended.
     *
     * @param tag carried by the wrapper and all it runs
     * @param ended called when the wrapper and its pumps have ended
     * @throws IOException if this shell has ended
     */
    Wrapper next(ProcessTag tag, Consumer<Wrapper> ended) throws IOException {
        var next = new Wrapper(this, tag);
        next.end().thenRun(() -> ended.accept(next));
        wrapper = next;
        write(tag.value() + "\n");
        return next;
    }

    /** Writes to the wrapper. */
    void write(String text) throws IOException {
        in.write(text.getBytes(StandardCharsets.UTF_8));
        in.flush();
    }

    /** Closes the input: a wrapper without a script ends, and so does this shell. */
    void close() throws IOException {
        in.close();
    }

    /** Whether the shell is alive. */
    boolean isAlive() {
        return process.isAlive();
    }

    private void readLines() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.US_ASCII)) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                read(line);
            }
        } catch (IOException | NumberFormatException killed) {
            // Handled like an end without a line.
        }
        process.onExit().join();
        end(Wrapper.UNKNOWN);
    }

    private void read(String line) {
        if (line.startsWith(PUMP)) {
            pump(Path.of("/proc", line.substring(PUMP.length()), "fd/0"));
        } else if (line.equals(CODE)) {
            code();
        } else if (line.startsWith(END)) {
            end(Integer.parseInt(line.substring(END.length())));
        }
    }

    /**
     * Programs of any user may reopen their outputs. Done here because a chmod process would
     * dominate the start time.
     */
    private void pump(Path pipe) {
        try {
            if (Files.readAttributes(pipe, BasicFileAttributes.class).isOther()) {
                Files.setPosixFilePermissions(pipe, ALL_WRITE);
            }
        } catch (IOException ended) {
            // The wrapper ends as well.
        }
        var owner = wrapper;
        if (owner != null) {
            owner.pumpReady();
        }
    }

    private void code() {
        var owner = wrapper;
        if (owner != null) {
            owner.code().complete(null);
        }
    }

    private void end(int code) {
        var ended = wrapper;
        if (ended != null) {
            ended.end().complete(code);
        }
    }
}
