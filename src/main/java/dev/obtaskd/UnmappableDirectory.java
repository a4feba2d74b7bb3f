package dev.obtaskd;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Detects a data directory whose name the locale of the daemon cannot represent. Runs before
 * Quarkus starts, because its error message would name neither the setting nor the remedy.
 */
final class UnmappableDirectory {

    private static final String PROPERTY = "obtaskd.data-dir";
    private static final String VARIABLE = "OBTASKD_DATA_DIR";

    private UnmappableDirectory() {}

    /** The error message; empty if the directory can be represented, or is not set here. */
    static Optional<String> find() {
        return Optional.ofNullable(System.getProperty(PROPERTY, System.getenv(VARIABLE)))
                .filter(path -> !path.isEmpty() && unnamed(path))
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
