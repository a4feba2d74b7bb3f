package dev.obtaskd.catalogue;

import dev.obtaskd.catalogue.yaml.OperationFile;
import dev.obtaskd.catalogue.yaml.YamlText;
import dev.obtaskd.path.PathNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The site's own operation files. Whoever may write one can run programs as the daemon, so nobody
 * else may.
 */
final class SiteOperationFiles {

    private static final int ROOT = 0;
    private static final int GROUP_OR_WORLD_WRITABLE = 022;

    private final Path directory;

    SiteOperationFiles(Path directory) {
        this.directory = directory;
    }

    /**
     * Every {@code *.yaml} and {@code *.yml} by name, but no hidden one, read or refused; none if
     * there is no directory.
     */
    List<OperationFile> files() {
        if (!Files.exists(directory)) {
            return List.of();
        }
        try (var found = Files.list(directory)) {
            var reason = distrust(directory);
            return found.filter(SiteOperationFiles::isYaml)
                    .sorted()
                    .map(
                            file ->
                                    reason.isPresent()
                                            ? OperationFile.refused(
                                                    PathNames.display(file), reason.get())
                                            : read(file))
                    .toList();
        } catch (IOException e) {
            return List.of(
                    OperationFile.refused(
                            PathNames.display(directory), "the directory cannot be read"));
        }
    }

    private static OperationFile read(Path file) {
        var name = PathNames.display(file);
        try {
            var reason = distrust(file);
            if (reason.isPresent()) {
                return OperationFile.refused(name, reason.get());
            }
            if (!Files.isRegularFile(file)) {
                return OperationFile.refused(name, "is not a regular file");
            }
            // One byte more than allowed is enough to see that it is too large.
            try (var in = Files.newInputStream(file)) {
                return OperationFile.of(name, in.readNBytes(YamlText.MAX_BYTES + 1));
            }
        } catch (IOException e) {
            return OperationFile.refused(name, "the file cannot be read");
        }
    }

    private static Optional<String> distrust(Path path) throws IOException {
        var owner = (int) Files.getAttribute(path, "unix:uid");
        var mode = (int) Files.getAttribute(path, "unix:mode");
        if (owner != ROOT && owner != self()) {
            return Optional.of(
                    PathNames.display(path)
                            + " belongs to user "
                            + owner
                            + "; it must belong to root or to the daemon's user");
        }
        if ((mode & GROUP_OR_WORLD_WRITABLE) != 0) {
            return Optional.of(
                    PathNames.display(path)
                            + " may be written by its group or by everybody; use chmod go-w");
        }
        return Optional.empty();
    }

    /** The daemon's user: the owner of its entry in the process table. */
    private static int self() throws IOException {
        return (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
    }

    private static boolean isYaml(Path file) {
        var name = PathNames.displayName(file);
        // An editor's or package manager's hidden copy is no operation.
        return !name.startsWith(".") && (name.endsWith(".yaml") || name.endsWith(".yml"));
    }
}
