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
 * A shell that starts a wrapper with its pumps, waits until they have ended, tells how, and can do
 * so again. It is in another session than its wrapper and has no cookie, as the pumps must outlive
 * what is stopped. It ends when the daemon has ended and no wrapper and no pump is left.
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
     * @throws IOException if the host lacks what this needs: a process to spare, setsid
     */
    static WrapperParent begin(AttemptScript script, String shell) throws IOException {
        var builder =
                new ProcessBuilder(
                                "setsid",
                                shell,
                                "-c",
                                script.pumps(),
                                "obtaskd-pumps",
                                shell,
                                script.wrapper())
                        .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        builder.environment().putAll(environment(System.getenv("TZ")));
        var parent = new WrapperParent(ProcessStarter.start(builder));
        Thread.ofPlatform().daemon().name("wrapper-parent").start(parent::readLines);
        return parent;
    }

    /**
     * The shells start setsid and cat faster with a short path and without a locale; programs get
     * theirs from the script.
     */
    private static Map<String, String> environment(@Nullable String zone) {
        var environment = new HashMap<>(Map.of("PATH", "/usr/bin:/bin", "LANG", "C"));
        if (zone != null) {
            environment.put("TZ", zone);
        }
        return environment;
    }

    /**
     * Starts a wrapper; the one before must have ended.
     *
     * @param cookie what it and everything it will run carries
     * @param ended is told when it and its pumps have ended
     * @throws IOException if this shell has ended
     */
    Wrapper next(ProcessTag cookie, Consumer<Wrapper> ended) throws IOException {
        var next = new Wrapper(this, cookie);
        next.end().thenRun(() -> ended.accept(next));
        wrapper = next;
        write(cookie.value() + "\n");
        return next;
    }

    /** Writes to the wrapper. */
    void write(String text) throws IOException {
        in.write(text.getBytes(StandardCharsets.UTF_8));
        in.flush();
    }

    /** Nothing more is written; a wrapper that was told nothing ends, and so does this shell. */
    void close() throws IOException {
        in.close();
    }

    /** Whether the shell is there. */
    boolean isAlive() {
        return process.isAlive();
    }

    private void readLines() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.US_ASCII)) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                read(line);
            }
        } catch (IOException | NumberFormatException killed) {
            // As if it had ended without a line.
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
     * Programs of any user may open their outputs again. A process that runs chmod would take
     * longest of all.
     */
    private void pump(Path pipe) {
        try {
            if (Files.readAttributes(pipe, BasicFileAttributes.class).isOther()) {
                Files.setPosixFilePermissions(pipe, ALL_WRITE);
            }
        } catch (IOException ended) {
            // Then the wrapper ends as well.
        }
        var waits = wrapper;
        if (waits != null) {
            waits.pumpWaits();
        }
    }

    private void code() {
        var exits = wrapper;
        if (exits != null) {
            exits.code().complete(null);
        }
    }

    private void end(int code) {
        var ended = wrapper;
        if (ended != null) {
            ended.end().complete(code);
        }
    }
}
