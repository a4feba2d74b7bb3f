package dev.obtaskd.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The directory of one attempt on this host.
 *
 * @param path of the directory
 * @param no the attempt's number, from 1
 */
public record AttemptDirectory(Path path, int no) {

    /** The log, one record per line. */
    public Path log() {
        return path.resolve("log");
    }

    /** The sparse index of the log; can be rebuilt. */
    public Path index() {
        return path.resolve("log.lines");
    }

    /** The files for download. */
    public Path files() {
        return path.resolve("files");
    }

    /** The working directory of the step kind. */
    public Path run() {
        return path.resolve("run");
    }

    /** Deletes the working directory of the step kind after the attempt has ended. */
    public void deleteRun() throws IOException {
        DirectoryDeleter.delete(run());
    }

    /** Makes {@link #files()} if it is missing, mode 0700; most attempts need none. */
    public Path makeFiles() throws IOException {
        return make(files());
    }

    /** Makes {@link #run()} if it is missing, mode 0700; not every step kind needs one. */
    public Path makeRun() throws IOException {
        return make(run());
    }

    void create() throws IOException {
        make(path);
    }

    private static Path make(Path directory) throws IOException {
        return Files.createDirectories(
                directory,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
}
