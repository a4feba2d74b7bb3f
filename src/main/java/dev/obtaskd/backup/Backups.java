package dev.obtaskd.backup;

import dev.obtaskd.log.TaskDirectories;
import dev.obtaskd.store.DataDirectory;
import dev.obtaskd.store.StoreCopier;
import dev.obtaskd.store.StoreUnavailableException;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes backups while the daemon runs, one at a time. */
@ApplicationScoped
public class Backups {

    private final StoreCopier store;
    private final DataDirectory data;
    private final BackupFiles files;
    private final TaskDirectories tasks;
    private final Clock clock;
    private final String version;
    private final AtomicBoolean running = new AtomicBoolean();

    Backups(
            StoreCopier store,
            DataDirectory data,
            BackupFiles files,
            TaskDirectories tasks,
            Clock clock,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        this.store = store;
        this.data = data;
        this.files = files;
        this.tasks = tasks;
        this.clock = clock;
        this.version = version;
    }

    /**
     * Begins a backup: copies the store to the disk of the data directory. The caller closes it.
     *
     * @return empty if another backup is running
     * @throws StoreUnavailableException if the store cannot be copied
     */
    public Optional<Backup> begin(BackupOptions options) throws IOException {
        if (!running.compareAndSet(false, true)) {
            return Optional.empty();
        }
        FileChannel copy = null;
        try {
            copy = unnamedFile();
            store.copyTo(copy);
            return Optional.of(
                    new Backup(
                            new Backup.Origin(options, clock.instant(), version),
                            copy,
                            files.of(options),
                            tasks,
                            () -> running.set(false)));
        } catch (IOException | RuntimeException e) {
            if (copy != null) {
                copy.close();
            }
            running.set(false);
            throw e;
        }
    }

    /** A file without a name: nothing is left of it, even if the daemon is killed. */
    private FileChannel unnamedFile() throws IOException {
        var path = data.database().resolveSibling("backup");
        var file =
                FileChannel.open(
                        path,
                        Set.of(
                                StandardOpenOption.CREATE,
                                StandardOpenOption.TRUNCATE_EXISTING,
                                StandardOpenOption.READ,
                                StandardOpenOption.WRITE),
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")));
        try {
            Files.delete(path);
            return file;
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }
}
