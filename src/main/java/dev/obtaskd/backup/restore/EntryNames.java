package dev.obtaskd.backup.restore;

import dev.obtaskd.backup.BackupManifest;
import dev.obtaskd.path.PathNames;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** The entries that a backup can have, and where each is restored. All others are refused. */
final class EntryNames {

    private static final Pattern DAY = Pattern.compile("tasks/(\\d{8})\\.tar");
    private static final Pattern FILE =
            Pattern.compile("(operations|settings|secrets|keys)/([^/\\p{Cntrl}]{1,255})");
    private static final String PASSWORD = "account/initial-admin-password";

    private EntryNames() {}

    /** Whether a backup can have an entry with this name. */
    static boolean known(String name) {
        return path(name).isPresent();
    }

    /** Whether the entry is an archive with a directory of files. */
    static boolean archive(String name) {
        return DAY.matcher(name).matches();
    }

    /**
     * The path of the file, or of the directory of the archive, below the data directory; empty for
     * an unknown name.
     */
    static Optional<Path> path(String name) {
        if (name.equals(BackupManifest.STORE)) {
            return Optional.of(Path.of("db", "obtaskd.mv.db"));
        }
        if (name.equals(PASSWORD)) {
            return Optional.of(Path.of("initial-admin-password"));
        }
        var day = DAY.matcher(name);
        if (day.matches()) {
            return Optional.of(Path.of("tasks", day.group(1)));
        }
        var file = FILE.matcher(name);
        if (!file.matches()) {
            return Optional.empty();
        }
        var parent =
                file.group(1).equals("secrets")
                        ? Path.of("secrets")
                        : Path.of("restored", file.group(1));
        return PathNames.displayed(file.group(2)).filter(EntryNames::single).map(parent::resolve);
    }

    /** Whether the path is one name, which is not that of a directory above. */
    static boolean single(Path path) {
        return path.getNameCount() == 1
                && !path.isAbsolute()
                && path.equals(path.normalize())
                && !PathNames.display(path).isEmpty()
                && !PathNames.display(path).equals("..");
    }
}
