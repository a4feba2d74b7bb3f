package dev.obtaskd.step.exec;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A shell that starts a wrapper with its pumps, waits until they have ended, tells how, and can do so again. It is in
 * another session than its wrapper and has no cookie, as the pumps must outlive what is stopped. It ends when the daemon
 * has ended and no wrapper and no pump is left.
 */
final class Parent {

    private static final String PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    private final Process process;
    private final OutputStream in;
    private CompletableFuture<Integer> end = CompletableFuture.completedFuture(0);

    private Parent(Process process) {
        this.process = process;
        this.in = process.getOutputStream();
    }

    /**
     * Starts one.
     *
     * @param shell path of the shell for it and its wrappers
     * @throws IOException if the host lacks what this needs: a process to spare, setsid
     */
    static Parent begin(Script script, String shell) throws IOException {
        var builder = new ProcessBuilder("setsid", shell, "-c", script.pumps(), "obtaskd-pumps", shell, script.wrapper())
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        builder.environment().putAll(environment(System.getenv("TZ")));
        var parent = new Parent(Spawn.start(builder));
        Thread.ofPlatform().daemon().name("wrapper-ends").start(parent::readEnds);
        return parent;
    }

    /** What programs have of it: the search path and the host's time zone. The wrapper adds a locale with UTF-8. */
    private static Map<String, String> environment(@Nullable String zone) {
        // Programs that the shells run start faster without a locale.
        var environment = new HashMap<>(Map.of("PATH", PATH, "LANG", "C"));
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
    Wrapper next(Cookie cookie, Consumer<Wrapper> ended) throws IOException {
        var expected = new CompletableFuture<Integer>();
        var wrapper = new Wrapper(this, cookie, expected);
        expected.thenRun(() -> ended.accept(wrapper));
        expect(expected);
        write(cookie.value() + "\n");
        return wrapper;
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

    private synchronized void expect(CompletableFuture<Integer> expected) {
        end = expected;
    }

    private synchronized CompletableFuture<Integer> expected() {
        return end;
    }

    /** The exit code of each wrapper is a line. */
    private void readEnds() {
        try (BufferedReader ends = process.inputReader(StandardCharsets.US_ASCII)) {
            for (var line = ends.readLine(); line != null; line = ends.readLine()) {
                expected().complete(Integer.valueOf(line));
            }
        } catch (IOException | NumberFormatException killed) {
            // As if it had ended without a line.
        }
        process.onExit().join();
        expected().complete(Wrapper.UNKNOWN);
    }
}
