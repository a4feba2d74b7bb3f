package dev.obtaskd.step.exec;

import dev.obtaskd.step.StepContext;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

/** Starts the wrapper of an attempt. */
final class Wrapper {

    private static final String PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    private final Script script = new Script();

    /**
     * Starts it. Harmless if the attempt has one already: the second leaves without running anything.
     *
     * @throws IOException if the host lacks what the start needs: room on the disk, a process, setsid
     */
    Process start(ExecSpec spec, StepContext context, Cookie cookie, AttemptGroups groups) throws IOException {
        var files = new AttemptFiles(context.directory());
        if (spec.stdin() != null) {
            leaveInput(files, spec.stdin());
        }
        var builder = new ProcessBuilder("setsid", "/bin/sh", "-c", ". /dev/stdin", "obtaskd-step", context.attemptKey())
                .directory(context.directory().toFile())
                .redirectOutput(ProcessBuilder.Redirect.appendTo(file(files)))
                .redirectError(ProcessBuilder.Redirect.appendTo(file(files)));
        builder.environment().clear();
        builder.environment().putAll(Map.of(
                "PATH", PATH,
                "LANG", "C.UTF-8",
                "OBTASKD_ATTEMPT", context.attemptKey(),
                Cookie.VARIABLE, cookie.value()));
        var process = Spawn.start(builder);
        try (var in = process.getOutputStream()) {
            in.write(script.text(spec, context, groups).getBytes(StandardCharsets.UTF_8));
        } catch (IOException endedEarly) {
            // Whoever follows it sees that it ended and left no exit code.
        }
        return process;
    }

    /** What the wrapper itself has to complain about belongs to the log too. */
    private static File file(AttemptFiles files) {
        return files.stderr().toFile();
    }

    /** It may hold secrets; the wrapper removes it once the program has it open. */
    private static void leaveInput(AttemptFiles files, String text) throws IOException {
        Files.deleteIfExists(files.stdin());
        Files.createFile(files.stdin(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(files.stdin(), text);
    }
}
