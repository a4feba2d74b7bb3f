package dev.obtaskd;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Finds a data directory that the daemon cannot name in its locale. Asked before Quarkus starts:
 * the configuration would refuse the path of the socket in it, and name neither the setting nor
 * what to do.
 */
final class UnmappableDirectory {

    private static final String PROPERTY = "obtaskd.data-dir";
    private static final String VARIABLE = "OBTASKD_DATA_DIR";

    private UnmappableDirectory() {}

    /**
     * What is wrong and what would be right; empty if the directory can be named, or is not set
     * here.
     */
    static Optional<String> find() {
        return Optional.ofNullable(System.getProperty(PROPERTY, System.getenv(VARIABLE)))
                .filter(UnmappableDirectory::unnamed)
                .map(
                        path ->
                                PROPERTY
                                        + "="
                                        + path
                                        + " cannot be named in the daemon's locale; start it with"
                                        + " LC_ALL=C.UTF-8, or use ASCII only");
    }

    private static boolean unnamed(String path) {
        try {
            // A locale that has no such characters gives them as replacements.
            return path.indexOf('\uFFFD') >= 0 || Path.of(path).toString().isEmpty();
        } catch (InvalidPathException refused) {
            return true;
        }
    }
}
