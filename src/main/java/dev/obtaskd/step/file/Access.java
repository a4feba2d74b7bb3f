package dev.obtaskd.step.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;

/**
 * Who may do what with a file.
 *
 * @param owner {@code user} or {@code user:group}; empty means the daemon's own
 */
record Access(Set<PosixFilePermission> permissions, String owner) {

    private static final PosixFilePermission[] BITS = PosixFilePermission.values();

    /** @param mode octal digits; the permissions are declared in the order of their bits, highest first */
    static Access of(String mode, String owner) {
        var bits = Integer.parseInt(mode, 8);
        var permissions = EnumSet.noneOf(PosixFilePermission.class);
        for (var i = 0; i < BITS.length; i++) {
            if ((bits & (1 << (BITS.length - 1 - i))) != 0) {
                permissions.add(BITS[i]);
            }
        }
        return new Access(permissions, owner);
    }

    static Access like(Path file) throws IOException {
        return new Access(Files.getPosixFilePermissions(file), "");
    }

    void applyTo(Path file) throws IOException {
        if (!owner.isEmpty()) {
            var names = owner.split(":");
            var lookup = file.getFileSystem().getUserPrincipalLookupService();
            var view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
            view.setOwner(lookup.lookupPrincipalByName(names[0]));
            if (names.length > 1) {
                view.setGroup(lookup.lookupPrincipalByGroupName(names[1]));
            }
        }
        Files.setPosixFilePermissions(file, permissions);
    }
}
