package dev.obtaskd.step.file;

import dev.obtaskd.path.PathNames;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The type of a file. Checked before opening: opening a FIFO blocks until it has a writer. */
enum FileKind {
    ABSENT("not there"),
    FILE("a regular file"),
    LINK("a symbolic link"),
    DIRECTORY("a directory"),
    FIFO("a FIFO"),
    SOCKET("a socket"),
    DEVICE("a device");

    private static final int TYPE = 0170000;

    private final String words;

    FileKind(String words) {
        this.words = words;
    }

    /**
     * @param options whether a symbolic link is followed
     */
    static FileKind of(Path path, LinkOption... options) throws IOException {
        try {
            return switch ((int) Files.getAttribute(path, "unix:mode", options) & TYPE) {
                case 0100000 -> FILE;
                case 0120000 -> LINK;
                case 0040000 -> DIRECTORY;
                case 0010000 -> FIFO;
                case 0140000 -> SOCKET;
                default -> DEVICE;
            };
        } catch (NoSuchFileException nothing) {
            return ABSENT;
        }
    }

    /** Requires a path that an action may replace: a file, a link or nothing. */
    static FileKind replaceable(Path path) throws IOException {
        var kind = of(path, LinkOption.NOFOLLOW_LINKS);
        return switch (kind) {
            case ABSENT, FILE, LINK -> kind;
            default ->
                    throw new FileActionException(
                            PathNames.display(path)
                                    + " is "
                                    + kind.words
                                    + ", not a regular file or a symbolic link");
        };
    }

    /** Opens a regular file, or a link to one, for reading. */
    static InputStream open(Path path) throws IOException {
        var kind = of(path);
        if (kind == ABSENT) {
            throw new FileActionException(PathNames.display(path) + " does not exist");
        }
        if (kind != FILE) {
            throw new FileActionException(
                    PathNames.display(path) + " is " + kind.words + ", not a regular file");
        }
        return Files.newInputStream(path);
    }
}
