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
        Tree.delete(run());
    }

    void create() throws IOException {
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
        Files.createDirectories(files(), ownerOnly);
        Files.createDirectories(run(), ownerOnly);
    }
}
