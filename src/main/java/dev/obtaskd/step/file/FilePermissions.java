package dev.obtaskd.step.file;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.UserPrincipal;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import org.jspecify.annotations.Nullable;

/**
 * Mode and owner of a file.
 *
 * @param mode permission bits, with set-user-id, set-group-id and sticky
 * @param user null for the user of the daemon
 * @param group null for the group of the daemon
 */
record FilePermissions(int mode, @Nullable UserPrincipal user, @Nullable GroupPrincipal group) {

    private static final int BITS = 07777;

    /** Owned by the user of the daemon. */
    static FilePermissions own(int mode) {
        return new FilePermissions(mode, null, null);
    }

    /** Those of an existing file or link. */
    static FilePermissions like(Path path) throws IOException {
        var attributes =
                Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        return new FilePermissions(
                mode(path, LinkOption.NOFOLLOW_LINKS), attributes.owner(), attributes.group());
    }

    static int mode(Path path, LinkOption... options) throws IOException {
        return (int) Files.getAttribute(path, "unix:mode", options) & BITS;
    }

    /**
     * @param octal digits; empty to keep the mode
     */
    FilePermissions withMode(String octal) {
        return octal.isEmpty()
                ? this
                : new FilePermissions(Integer.parseInt(octal, 8), user, group);
    }

    /**
     * Resolves the names, so that an unknown one fails before anything is changed.
     *
     * @param owner {@code user} or {@code user:group}; empty to keep the owner
     */
    FilePermissions withOwner(String owner, UserPrincipalLookupService names) throws IOException {
        if (owner.isEmpty()) {
            return this;
        }
        var colon = owner.indexOf(':');
        return new FilePermissions(
                mode,
                found(
                        "user",
                        colon < 0 ? owner : owner.substring(0, colon),
                        names::lookupPrincipalByName),
                colon < 0
                        ? group
                        : found(
                                "group",
                                owner.substring(colon + 1),
                                names::lookupPrincipalByGroupName));
    }

    /** Applies both to a file. In this order: changing the owner clears set-user-id. */
    void applyTo(Path file) throws IOException {
        chown(file);
        Files.setAttribute(file, "unix:mode", mode);
    }

    /**
     * Applies the owner to a file or link. Changes only what differs, as a change needs privileges.
     */
    void chown(Path path) throws IOException {
        var view =
                Files.getFileAttributeView(
                        path, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        var now = view.readAttributes();
        try {
            if (user != null && !user.equals(now.owner())) {
                view.setOwner(user);
            }
            if (group != null && !group.equals(now.group())) {
                view.setGroup(group);
            }
        } catch (FileSystemException forbidden) {
            throw new FileActionException(
                    "the owner of the file cannot be set to "
                            + user
                            + ":"
                            + group
                            + ": "
                            + forbidden.getReason());
        }
    }

    private interface Lookup<T> {
        T of(String name) throws IOException;
    }

    private static <T> T found(String what, String name, Lookup<T> lookup) throws IOException {
        try {
            return lookup.of(name);
        } catch (UserPrincipalNotFoundException unknown) {
            // The exception does not contain the name.
            throw new FileActionException(what + " '" + name + "' does not exist");
        }
    }
}
