package dev.obtaskd.catalogue;

import dev.obtaskd.catalogue.yaml.OperationFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The operations of the daemon. Listed in an index because a native image cannot list a directory.
 */
final class BuiltInOperations {

    private static final String DIRECTORY = "/operations/";

    private BuiltInOperations() {}

    static List<OperationFile> files() {
        return new String(bytes("index"), StandardCharsets.UTF_8)
                .lines()
                .map(name -> OperationFile.of("operations/" + name, bytes(name)))
                .toList();
    }

    private static byte[] bytes(String name) {
        try (InputStream in = BuiltInOperations.class.getResourceAsStream(DIRECTORY + name)) {
            if (in == null) {
                throw new IllegalStateException(
                        "built-in operation file is missing: " + DIRECTORY + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
