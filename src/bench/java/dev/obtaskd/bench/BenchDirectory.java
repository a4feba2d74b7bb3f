package dev.obtaskd.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/**
 * Where benchmarks write their files: below the build directory, hence on the same disk as builds.
 *
 * @param root an existing directory
 */
record BenchDirectory(Path root) {

    /** A new, empty directory. */
    Path fresh(String name) throws IOException {
        return Files.createTempDirectory(root, name);
    }

    /** Deletes all files. */
    void clear() throws IOException {
        if (!Files.exists(root)) {
            return;
        }
        try (var below = Files.walk(root)) {
            for (var path : below.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
