package dev.obtaskd.step.file;

import dev.obtaskd.step.StepContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/**
 * What a sub task's first attempt found in the place that it changed. Later attempts find the sub task's
 * own work there and keep nothing. {@code path} is written last: without it, nothing was changed yet.
 */
record Kept(Path directory) {

    /** The keeping place that all attempts of the sub task share. */
    static Kept of(StepContext context) {
        var key = context.attemptKey();
        return new Kept(context.directory().resolveSibling(key.substring(0, key.indexOf('.')) + ".kept"));
    }

    /** Keeps a file or link, or that there was none. */
    void keep(Path path) throws IOException {
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileSystemException(path.toString(), null, "is a directory");
        }
        if (Files.exists(marker())) {
            return;
        }
        if (!Files.exists(directory)) {
            Files.createDirectory(
                    directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        // A crash may have left an older one behind.
        Files.deleteIfExists(original());
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            new Replace(original()).byCopyOf(path);
        }
        new Replace(marker()).by(out -> out.write(path.toString().getBytes(StandardCharsets.UTF_8)), Access.of("0600", ""));
    }

    /**
     * Puts it back and forgets it.
     *
     * @return the place; empty if nothing was changed
     */
    Optional<Path> restore() throws IOException {
        if (!Files.exists(marker())) {
            return Optional.empty();
        }
        var path = Path.of(Files.readString(marker()));
        if (Files.exists(original(), LinkOption.NOFOLLOW_LINKS)) {
            new Replace(path).byCopyOf(original());
        } else {
            Files.deleteIfExists(path);
        }
        // In this order: a crash in between restores once more.
        Files.delete(marker());
        Files.deleteIfExists(original());
        Files.delete(directory);
        return Optional.of(path);
    }

    private Path marker() {
        return directory.resolve("path");
    }

    private Path original() {
        return directory.resolve("original");
    }
}
