package dev.obtaskd.step.exec.proc;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The files of one attempt, which say all that a later daemon needs: who runs it ({@code claim}),
 * what it wrote, and how it ended ({@code rc}).
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

    /** In it is the path of the directory that a program of another user has. */
    public Path place() {
        return directory.resolve("place");
    }

    Path cookie() {
        return directory.resolve("cookie");
    }

    /** Which control groups the attempt has, for as long as it may have any. */
    public Path groups() {
        return directory.resolve("groups");
    }

    /** It tells a program that is about to begin not to begin. */
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

    /**
     * The shell's exit code; empty while the program has not ended, and while or because only a
     * part is there.
     */
    public Optional<Integer> exitCode() {
        return read(rc())
                .filter(EXIT_CODE.asMatchPredicate())
                .map(String::strip)
                .map(Integer::valueOf);
    }

    /** Whether a wrapper has begun, however far it got; a power cut may have dropped the claim. */
    public boolean claimed() {
        return Files.exists(claim()) || Files.exists(rc());
    }

    /**
     * Takes the claim, so that no wrapper runs the program any more.
     *
     * @return false if a wrapper was first
     */
    public boolean close() throws IOException {
        try {
            Files.createFile(claim());
            return true;
        } catch (FileAlreadyExistsException claimed) {
            return false;
        }
    }

    /** Who runs the attempt; empty if nobody does or the file is torn. */
    public Optional<ProcessIdentity> claimant() {
        return read(claim()).flatMap(ProcessIdentity::parse);
    }

    /** Why the wrapper could not start the program, in its words. */
    public Optional<String> trouble() {
        return read(directory.resolve("trouble"))
                .map(String::strip)
                .filter(words -> !words.isEmpty());
    }

    /**
     * From the claim to the exit code, by the file system's clock, as no daemon may have been
     * there.
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

    /** Whether nothing can be written beside them. */
    public boolean noRoom() {
        try {
            Files.writeString(directory.resolve("room"), "there is\n");
            return false;
        } catch (IOException full) {
            return true;
        }
    }

    private static Optional<String> read(Path file) {
        return ProcReader.of(() -> Files.readString(file));
    }
}
