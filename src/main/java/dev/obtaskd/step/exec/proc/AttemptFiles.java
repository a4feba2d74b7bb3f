package dev.obtaskd.step.exec.proc;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The files of one attempt, which a later daemon resumes from: the wrapper ({@code claim}), the
 * output, and the exit code ({@code rc}).
 */
public record AttemptFiles(Path directory) {

    private static final Pattern EXIT_CODE = Pattern.compile("[0-9]{1,3}\n");

    private Path claim() {
        return directory.resolve("claim");
    }

    public Path stdin() {
        return directory.resolve("stdin");
    }

    public Path stdout() {
        return directory.resolve("stdout");
    }

    public Path stderr() {
        return directory.resolve("stderr");
    }

    public Path output() {
        return directory.resolve("output");
    }

    /** Contains the path of the directory of a program of another user. */
    public Path place() {
        return directory.resolve("place");
    }

    Path tag() {
        return directory.resolve("cookie");
    }

    /** The control groups of the attempt. */
    public Path groups() {
        return directory.resolve("groups");
    }

    /** Prevents a program that is about to start from starting. */
    public Path stop() {
        return directory.resolve("stop");
    }

    /** Processes of the attempt that a later daemon could not find by itself. */
    public Path observed() {
        return directory.resolve("seen");
    }

    private Path rc() {
        return directory.resolve("rc");
    }

    /** The shell's exit code; empty while the program runs or if the file is incomplete. */
    public Optional<Integer> exitCode() {
        return read(rc())
                .filter(EXIT_CODE.asMatchPredicate())
                .map(String::strip)
                .map(Integer::valueOf);
    }

    /** Whether a wrapper has started; a power cut may have dropped the claim. */
    public boolean claimed() {
        return Files.exists(claim()) || Files.exists(rc());
    }

    /**
     * Takes the claim, so that no wrapper can start the program.
     *
     * @return false if a wrapper has it
     */
    public boolean close() throws IOException {
        try {
            Files.createFile(claim());
            return true;
        } catch (FileAlreadyExistsException claimed) {
            return false;
        }
    }

    /** The wrapper of the attempt; empty without one or if the file is incomplete. */
    public Optional<ProcessIdentity> claimant() {
        return read(claim()).flatMap(ProcessIdentity::parse);
    }

    /** Why the wrapper could not start the program, as written by the wrapper. */
    public Optional<String> startProblem() {
        return read(directory.resolve("trouble"))
                .map(String::strip)
                .filter(text -> !text.isEmpty());
    }

    /**
     * From the claim to the exit code, by the file system's clock: the daemon may have been down.
     */
    public Duration duration() {
        try {
            var from = Files.getLastModifiedTime(claim()).toInstant();
            var took = Duration.between(from, Files.getLastModifiedTime(rc()).toInstant());
            return took.isNegative() ? Duration.ZERO : took;
        } catch (IOException gone) {
            return Duration.ZERO;
        }
    }

    /** Whether no file can be written to the directory. */
    public boolean diskFull() {
        try {
            Files.writeString(directory.resolve("space"), "probe\n");
            return false;
        } catch (IOException full) {
            return true;
        }
    }

    private static Optional<String> read(Path file) {
        return ProcReader.read(() -> Files.readString(file));
    }
}
