package dev.obtaskd.cli.manage;

import dev.obtaskd.backup.restore.PrivateFiles;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;

/**
 * A file that gets its name only when its content is complete. Until then it has a temporary name
 * in a private directory beside it, which is deleted in any case, also after Ctrl-C.
 */
final class NewFile implements Closeable {

    private final Path target;
    private final Path directory;
    private final Thread cleanup = new Thread(this::deleteQuietly);

    /**
     * @throws IOException if no file can be created there
     */
    NewFile(Path target) throws IOException {
        this.target = target.toAbsolutePath();
        var parent = Objects.requireNonNull(this.target.getParent());
        this.directory = Files.createTempDirectory(parent, ".obtaskd-backup-");
        Runtime.getRuntime().addShutdownHook(cleanup);
    }

    /** A private directory for other temporary files. */
    Path directory() {
        return directory;
    }

    /** The file by its temporary name. */
    Path temporary() {
        return directory.resolve("backup");
    }

    OutputStream create() throws IOException {
        return PrivateFiles.create(temporary());
    }

    /** Gives the file its name, and replaces an earlier file. */
    void complete() throws IOException {
        Files.move(temporary(), target, StandardCopyOption.ATOMIC_MOVE);
        PrivateFiles.force(Objects.requireNonNull(target.getParent()));
    }

    @Override
    public void close() throws IOException {
        try {
            Runtime.getRuntime().removeShutdownHook(cleanup);
        } catch (IllegalStateException interrupted) {
            // The hook deletes the same files.
            return;
        }
        PrivateFiles.delete(directory);
    }

    private void deleteQuietly() {
        try {
            PrivateFiles.delete(directory);
        } catch (IOException | UncheckedIOException e) {
            // The command is being ended.
            return;
        }
    }
}
