package dev.obtaskd.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * What one attempt has on this host's disk.
 *
 * @param path its directory
 * @param no the attempt's number, from 1
 */
public record AttemptDirectory(Path path, int no) {

    /** The log, one record a line. */
    public Path log() {
        return path.resolve("log");
    }

    /** The log's sparse index; can be rebuilt. */
    public Path index() {
        return path.resolve("log.idx");
    }

    /** What is offered for download with the task. */
    public Path files() {
        return path.resolve("files");
    }

    /** The step kind's working directory. */
    public Path run() {
        return path.resolve("run");
    }

    /** Deletes the step kind's working directory, once the attempt is over. */
    public void deleteRun() throws IOException {
        DirectoryDeleter.delete(run());
    }

    /** Makes {@link #files()} if it is not there, mode 0700; most attempts need none. */
    public Path makeFiles() throws IOException {
        return make(files());
    }

    /** Makes {@link #run()} if it is not there, mode 0700; not every step kind needs one. */
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
