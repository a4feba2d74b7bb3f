package dev.obtaskd.catalogue;

import dev.obtaskd.catalogue.yaml.OperationFile;
import dev.obtaskd.catalogue.yaml.YamlText;
import dev.obtaskd.path.PathNames;
import dev.obtaskd.text.LocalizedText;
import dev.obtaskd.text.Messages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The operation files of the site. Write access to one allows running programs as the daemon, so
 * only root and the daemon's user may have it.
 */
final class SiteOperationFiles {

    private static final Messages MESSAGES = Messages.of("catalogue");

    private static final int ROOT = 0;
    private static final int GROUP_OR_WORLD_WRITABLE = 022;

    private final Path directory;

    SiteOperationFiles(Path directory) {
        this.directory = directory;
    }

    /**
     * Every {@code *.yaml} and {@code *.yml} by name, except hidden ones; none if the directory is
     * missing.
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
                            PathNames.display(directory), MESSAGES.text("file.directory")));
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
                return OperationFile.refused(name, MESSAGES.text("file.regular"));
            }
            // One byte more than allowed shows that the file is too large.
            try (var in = Files.newInputStream(file)) {
                return OperationFile.of(name, in.readNBytes(YamlText.MAX_BYTES + 1));
            }
        } catch (IOException e) {
            return OperationFile.refused(name, MESSAGES.text("file.unreadable"));
        }
    }

    private static Optional<LocalizedText> distrust(Path path) throws IOException {
        var owner = (int) Files.getAttribute(path, "unix:uid");
        var mode = (int) Files.getAttribute(path, "unix:mode");
        if (owner != ROOT && owner != self()) {
            return Optional.of(MESSAGES.text("file.owner", PathNames.display(path), owner));
        }
        if ((mode & GROUP_OR_WORLD_WRITABLE) != 0) {
            return Optional.of(MESSAGES.text("file.writable", PathNames.display(path)));
        }
        return Optional.empty();
    }

    /** The daemon's user: the owner of its entry in the process table. */
    private static int self() throws IOException {
        return (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
    }

    private static boolean isYaml(Path file) {
        var name = PathNames.displayName(file);
        // Hidden files are copies of editors and package managers.
        return !name.startsWith(".") && (name.endsWith(".yaml") || name.endsWith(".yml"));
    }
}
