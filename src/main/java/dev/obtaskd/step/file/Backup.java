package dev.obtaskd.step.file;

import static java.util.Objects.requireNonNull;

import dev.obtaskd.path.PathNames;
import dev.obtaskd.step.StepContext;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * What the first of a sub task's runs found in the place that it changed; later runs find the sub
 * task's own work there and keep nothing. The order makes it survive a crash at any moment: the
 * copy, then the {@code path} file that makes it count, then the note that something is about to
 * change, then the change; each is on the disk before the next. A restore that finds the note
 * without a copy fails.
 */
final class Backup {

    private final Path directory;
    private final Path note;
    private final String attemptKey;
    private final AttemptGate gate;

    Backup(StepContext context, AttemptGate gate) {
        this.directory = context.undoDirectory().copies();
        this.note = context.undoDirectory().note();
        this.attemptKey = context.attemptKey();
        this.gate = gate;
    }

    /**
     * The previous state of a path; stored as a line with the kind, followed by the bytes of the
     * path.
     */
    private record Entry(FileKind kind, Path path) {

        static Entry read(Path file) throws IOException {
            var bytes = Files.readAllBytes(file);
            var line = new String(bytes, StandardCharsets.ISO_8859_1).indexOf('\n');
            if (line < 0) {
                throw new FileActionException(
                        PathNames.display(file) + " is damaged: the line with the kind is missing");
            }
            var kind = FileKind.valueOf(new String(bytes, 0, line, StandardCharsets.US_ASCII));
            return new Entry(
                    kind, PathNames.path(Arrays.copyOfRange(bytes, line + 1, bytes.length)));
        }

        void write(OutputStream out) throws IOException {
            out.write((kind.name() + "\n").getBytes(StandardCharsets.US_ASCII));
            out.write(PathNames.bytes(path));
        }
    }

    /** Backs up a path unless an earlier run did; returns when the path may be changed. */
    void keep(Path path, FileKind kind) throws IOException {
        var before = entry();
        if (before.isEmpty()) {
            copy(new Entry(kind, path));
        } else if (!before.get().path().equals(path)) {
            throw new FileActionException(
                    "an earlier attempt of this step changed "
                            + PathNames.display(before.get().path())
                            + " and this one would change "
                            + PathNames.display(path)
                            + ": roll the step back first");
        }
        if (!Files.exists(note)) {
            DurableFiles.directory(requireNonNull(note.getParent()));
            own(note).by(out -> out.write(PathNames.bytes(path)), FilePermissions.own(0600));
        }
    }

    /**
     * Restores the path and deletes the backup.
     *
     * @return the path; empty if nothing was changed
     */
    Optional<Path> restore() throws IOException {
        var entry = entry();
        if (entry.isEmpty()) {
            requireNothingChanged();
            return Optional.empty();
        }
        restore(entry.get());
        delete();
        return Optional.of(entry.get().path());
    }

    private void copy(Entry entry) throws IOException {
        DurableFiles.directory(directory);
        // A daemon that was killed may have left an older backup.
        clear();
        if (entry.kind() != FileKind.ABSENT) {
            own(original()).byCopyOf(entry.path());
        }
        own(marker()).by(entry::write, FilePermissions.own(0600));
    }

    private void restore(Entry entry) throws IOException {
        var target = AtomicReplace.target(entry.path(), attemptKey, gate);
        target.clean();
        FileKind.replaceable(entry.path());
        if (entry.kind() == FileKind.ABSENT) {
            target.byNothing();
        } else if (FileKind.of(original(), LinkOption.NOFOLLOW_LINKS) == entry.kind()) {
            target.byCopyOf(original());
        } else {
            throw lost(entry.path());
        }
    }

    /** In this order: after a crash the rest is either restored again or ignored. */
    private void delete() throws IOException {
        if (Files.exists(note)) {
            own(note).byNothing();
        }
        own(marker()).byNothing();
        clear();
        own(directory).byNothing();
    }

    private void clear() throws IOException {
        try (var children = Files.newDirectoryStream(directory)) {
            for (var child : children) {
                own(child).byNothing();
            }
        }
    }

    private void requireNothingChanged() throws IOException {
        if (Files.exists(note)) {
            throw lost(PathNames.path(Files.readAllBytes(note)));
        }
        var older = ofAnOlderVersion();
        if (older.isPresent()) {
            throw new FileActionException(
                    "an older version of the daemon stored the backup in "
                            + PathNames.display(older.get())
                            + ": restore it manually and skip this step");
        }
    }

    /** Version 1.0 stored it in the directory of the first attempt, where no restore found it. */
    private Optional<Path> ofAnOlderVersion() throws IOException {
        if (!Files.isDirectory(requireNonNull(note.getParent()))) {
            return Optional.empty();
        }
        var subTask = attemptKey.substring(0, attemptKey.indexOf('.'));
        try (var attempts = Files.newDirectoryStream(note.getParent(), subTask + ".*")) {
            for (var attempt : attempts) {
                var place = attempt.resolve(subTask + ".kept");
                if (Files.exists(place.resolve("path"))) {
                    return Optional.of(place);
                }
            }
        }
        return Optional.empty();
    }

    private FileActionException lost(Path path) {
        return new FileActionException(
                PathNames.display(path)
                        + " was changed, but its backup is missing in "
                        + PathNames.display(directory)
                        + ": restore it manually and skip this step");
    }

    private Optional<Entry> entry() throws IOException {
        return Files.exists(marker()) ? Optional.of(Entry.read(marker())) : Optional.empty();
    }

    private AtomicReplace own(Path file) {
        return AtomicReplace.own(file, attemptKey, gate);
    }

    private Path marker() {
        return directory.resolve("path");
    }

    private Path original() {
        return directory.resolve("original");
    }
}
