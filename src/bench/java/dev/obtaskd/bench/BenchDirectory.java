package dev.obtaskd.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/**
 * Where figures put their files: below the build directory, hence on the disk that builds use.
 *
 * @param root exists
 */
record BenchDirectory(Path root) {

    /** A new, empty directory. */
    Path fresh(String name) throws IOException {
        return Files.createTempDirectory(root, name);
    }

    /** Removes all of it. */
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
