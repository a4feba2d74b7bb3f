package dev.obtaskd.path;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Checks the ownership of files and directories. Each result is an error message with the remedy,
 * or empty.
 */
public final class OwnershipCheck {

    private static final int ROOT = 0;
    private static final int TYPE = 0170000;
    private static final int LINK = 0120000;
    private static final int STICKY = 01000;
    private static final int OPEN_TO_OTHERS = 077;
    private static final int WRITABLE_BY_OTHERS = 022;

    private OwnershipCheck() {}

    /**
     * A file or directory must not be a symbolic link, must belong to the user of the daemon or
     * root, and must not be accessible to others.
     */
    public static Optional<String> checkPrivate(Path path) throws IOException {
        var mode = mode(path);
        return checkOwned(path)
                .or(
                        () ->
                                (mode & OPEN_TO_OTHERS) == 0
                                        ? Optional.empty()
                                        : Optional.of(
                                                "%s is open to others (mode %04o); use chmod go-rwx"
                                                        .formatted(display(path), mode & 07777)));
    }

    /**
     * A file or directory must not be a symbolic link and must belong to the user of the daemon or
     * root.
     */
    public static Optional<String> checkOwned(Path path) throws IOException {
        return (mode(path) & TYPE) == LINK
                ? Optional.of(
                        display(path) + " is a symbolic link; put the real file or directory there")
                : checkOwner(path);
    }

    /**
     * Checks the directories above an absolute path, both as written and with links resolved: a
     * user with write permission could replace the checked directory. Sticky directories such as
     * {@code /tmp} are safe.
     */
    public static Optional<String> checkParents(Path path) throws IOException {
        for (var directory : directoriesAbove(path)) {
            var trouble = checkOwner(directory).or(() -> checkNotReplaceable(directory));
            if (trouble.isPresent()) {
                return trouble;
            }
        }
        return Optional.empty();
    }

    private static Set<Path> directoriesAbove(Path path) throws IOException {
        var all = new LinkedHashSet<Path>();
        var written = path.normalize().getParent();
        var real = written == null ? null : written.toRealPath();
        for (var at = written; at != null; at = at.getParent()) {
            all.add(at);
        }
        for (var at = real; at != null; at = at.getParent()) {
            all.add(at);
        }
        return all;
    }

    private static Optional<String> checkNotReplaceable(Path directory) {
        try {
            var mode = mode(directory);
            var safe =
                    (mode & TYPE) == LINK
                            || (mode & WRITABLE_BY_OTHERS) == 0
                            || (mode & STICKY) != 0;
            return safe
                    ? Optional.empty()
                    : Optional.of(
                            "%s may be written by others (mode %04o); use chmod go-w"
                                    .formatted(display(directory), mode & 07777));
        } catch (IOException gone) {
            return Optional.of(display(directory) + " cannot be looked at: " + gone);
        }
    }

    private static Optional<String> checkOwner(Path path) throws IOException {
        var owner = (int) requireNonNull(attributes(path).get("uid"));
        var self = (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
        return owner == ROOT || owner == self
                ? Optional.empty()
                : Optional.of(
                        display(path)
                                + " belongs to user "
                                + owner
                                + "; it must belong to the daemon's user ("
                                + self
                                + ") or to root");
    }

    private static int mode(Path path) throws IOException {
        return (int) requireNonNull(attributes(path).get("mode"));
    }

    private static Map<String, Object> attributes(Path path) throws IOException {
        return Files.readAttributes(path, "unix:uid,mode", LinkOption.NOFOLLOW_LINKS);
    }

    private static String display(Path path) {
        return PathNames.display(path);
    }
}
