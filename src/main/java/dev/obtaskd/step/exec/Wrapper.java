package dev.obtaskd.step.exec;

import dev.obtaskd.step.StepContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A shell in a session of its own that waits to be told which program to run for which attempt, with a pump for each
 * output of the program. Until then it has done nothing, and if the daemon dies it ends without having done anything.
 *
 * @param process the parent of the pumps, in another session and without the cookie, as they must outlive what is
 *     stopped; it ends after them and the wrapper
 */
record Wrapper(Process process, Cookie cookie) implements AutoCloseable {

    private static final String PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    /**
     * Begins one.
     *
     * @param shell path of the shell for it
     * @param cookie what it and everything it will run carries
     * @throws IOException if the host lacks what this needs: a process to spare, setsid
     */
    static Wrapper begin(Script script, String shell, Cookie cookie) throws IOException {
        var builder = new ProcessBuilder("setsid", shell, "-c", script.pumps(), "obtaskd-pumps", shell)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        builder.environment().putAll(environment(System.getenv("TZ")));
        var process = Spawn.start(builder);
        var in = process.getOutputStream();
        in.write((cookie.value() + "\n").getBytes(StandardCharsets.US_ASCII));
        in.flush();
        return new Wrapper(process, cookie);
    }

    /** What programs have of it: the search path, a locale with UTF-8, and the host's time zone. */
    private static Map<String, String> environment(@Nullable String zone) {
        var environment = new HashMap<>(Map.of("PATH", PATH, "LANG", "C.UTF-8"));
        if (zone != null) {
            environment.put("TZ", zone);
        }
        return environment;
    }

    /**
     * Tells it what to run, once. Harmless if the attempt has a wrapper already: the second leaves
     * without running anything.
     *
     * @throws IOException if there is no room on the disk for what the program is to read
     */
    void tell(Script script, ExecSpec spec, StepContext context, AttemptGroups groups) throws IOException {
        if (spec.stdin() != null) {
            leaveInput(new AttemptFiles(context.directory()), spec.stdin());
        }
        try (var in = process.getOutputStream()) {
            in.write(script.text(spec, context, groups, cookie).getBytes(StandardCharsets.UTF_8));
        } catch (IOException endedEarly) {
            // Whoever follows it sees that it ended and left no exit code.
        }
    }

    /** It may hold secrets; the wrapper removes it once the program has it open. */
    private static void leaveInput(AttemptFiles files, String text) throws IOException {
        Files.deleteIfExists(files.stdin());
        Files.createFile(files.stdin(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(files.stdin(), text);
    }

    /** It will not be told anything more; one that was told nothing ends. */
    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
    }
}
