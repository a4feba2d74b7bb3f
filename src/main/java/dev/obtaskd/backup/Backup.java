package dev.obtaskd.backup;

import dev.obtaskd.log.DayDirectory;
import dev.obtaskd.log.TaskDirectories;
import dev.obtaskd.path.PathNames;
import dev.obtaskd.store.SchemaVersion;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** A backup of one moment. It is written once. */
public final class Backup implements Closeable {

    private static final Path HOST = Path.of("/proc/sys/kernel/hostname");

    private final Origin origin;
    private final FileChannel store;
    private final List<BackupFiles.Found> files;
    private final TaskDirectories tasks;
    private final Runnable closed;

    /** What a backup is of. */
    record Origin(BackupOptions options, Instant at, String daemon) {}

    /**
     * @param store a copy of the store
     */
    Backup(
            Origin origin,
            FileChannel store,
            List<BackupFiles.Found> files,
            TaskDirectories tasks,
            Runnable closed) {
        this.origin = origin;
        this.store = store;
        this.files = files;
        this.tasks = tasks;
        this.closed = closed;
    }

    /** When it was made. */
    public Instant at() {
        return origin.at();
    }

    /** Writes it to a stream, which stays open. */
    public void write(OutputStream out) throws IOException {
        // Not closed: that would complete a file of which a part is missing.
        @SuppressWarnings("resource")
        var zip = new BackupZip(out);
        zip.add(BackupManifest.STORE, null, this::writeStore);
        for (var found : files) {
            add(zip, found);
        }
        // Newer attempts than those of the store may be included; a restore leaves them out.
        for (var day : tasks.daysUpTo(origin.at())) {
            var name = "tasks/" + day.path().getFileName() + ".tar";
            zip.add(name, null, content -> writeDay(day, content));
        }
        zip.finish(
                new BackupManifest(
                        BackupManifest.FORMAT,
                        origin.daemon(),
                        SchemaVersion.CURRENT,
                        origin.at(),
                        Files.readString(HOST).strip(),
                        origin.options(),
                        zip.entries()));
        zip.close();
    }

    private void writeStore(OutputStream out) throws IOException {
        store.position(0);
        // Closing the stream would close the file, which close() does.
        Channels.newInputStream(store).transferTo(out);
    }

    private static void add(BackupZip zip, BackupFiles.Found found) throws IOException {
        var source = PathNames.display(found.file());
        if (found.hide()) {
            var text = Files.readString(found.file(), StandardCharsets.ISO_8859_1);
            var shown = SettingsFile.withoutSecrets(text).getBytes(StandardCharsets.ISO_8859_1);
            zip.add(found.name(), source, out -> out.write(shown));
            return;
        }
        try (var content = Files.newInputStream(found.file())) {
            zip.add(found.name(), source, content::transferTo);
        } catch (NoSuchFileException deleted) {
            // Since the files were listed.
            return;
        }
    }

    private void writeDay(DayDirectory day, OutputStream out) throws IOException {
        var archive = new TarWriter(out, origin.at());
        var content = new DayDirectory.Content(day, origin.options().logs());
        content.visit(
                path -> {
                    var opened = content.open(path);
                    if (opened.isPresent()) {
                        try (var file = opened.get()) {
                            archive.add(PathNames.bytes(path), file);
                        }
                    }
                });
        archive.finish();
    }

    @Override
    public void close() throws IOException {
        try {
            store.close();
        } finally {
            closed.run();
        }
    }
}
