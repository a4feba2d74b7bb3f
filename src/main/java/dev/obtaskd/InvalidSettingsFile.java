package dev.obtaskd;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Properties;

/**
 * Detects a settings file that cannot be read or parsed. Runs before Quarkus starts, because its
 * error would be a stack trace without the name of the file.
 */
final class InvalidSettingsFile {

    private static final String PROPERTY = "smallrye.config.locations";
    private static final String VARIABLE = "SMALLRYE_CONFIG_LOCATIONS";

    private InvalidSettingsFile() {}

    /** The error message; empty if all files that exist can be used. */
    static Optional<String> find() {
        return Optional.ofNullable(System.getProperty(PROPERTY, System.getenv(VARIABLE))).stream()
                .flatMap(files -> Arrays.stream(files.split(",")))
                .flatMap(file -> check(file).stream())
                .findFirst();
    }

    private static Optional<String> check(String name) {
        try {
            var file = Path.of(name);
            if (!Files.isRegularFile(file)) {
                return Optional.empty();
            }
            try (var reader = Files.newBufferedReader(file)) {
                new Properties().load(reader);
                return Optional.empty();
            }
        } catch (InvalidPathException e) {
            // A URI, which Quarkus reads.
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of("the settings file " + name + " cannot be read: " + e);
        } catch (IllegalArgumentException e) {
            return Optional.of(
                    "the settings file "
                            + name
                            + " is not valid: "
                            + String.valueOf(e.getMessage()).replaceFirst("\\.$", "")
                            + "; write a backslash as \\\\");
        }
    }
}
