package dev.obtaskd.backup;

import dev.obtaskd.catalogue.CatalogueSettings;
import dev.obtaskd.path.PathNames;
import dev.obtaskd.store.DataDirectory;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.Config;

/** Finds the files besides the store and the logs that belong to a backup. */
@ApplicationScoped
class BackupFiles {

    private static final String PASSWORD = "initial-admin-password";

    /** The name of a source of the configuration that is a file. */
    private static final Pattern FILE_SOURCE = Pattern.compile(".*source=(file:[^\\]]+)\\].*");

    /** Settings whose values are certificates and keys. */
    private static final Pattern KEY_SETTING =
            Pattern.compile(
                    "quarkus\\.tls\\..*\\.(cert|key|certs|path)"
                            + "|quarkus\\.http\\.ssl\\.certificate\\.(files|key-files"
                            + "|key-store-file|trust-store-file)");

    private final DataDirectory data;
    private final CatalogueSettings catalogue;
    private final Config config;

    BackupFiles(DataDirectory data, CatalogueSettings catalogue, Config config) {
        this.data = data;
        this.catalogue = catalogue;
        this.config = config;
    }

    /**
     * A file for an entry.
     *
     * @param hide whether values that are probably secret are left out
     */
    record Found(String name, Path file, boolean hide) {}

    List<Found> of(BackupOptions options) throws IOException {
        var all = new ArrayList<Found>();
        operations().forEach(file -> add(all, "operations/", file, false));
        numbered(all, "settings/", settings(), !options.secrets());
        if (options.secrets()) {
            children(data.path().resolve("secrets"), file -> true)
                    .forEach(file -> add(all, "secrets/", file, false));
            Stream.of(data.path().resolve(PASSWORD))
                    .filter(BackupFiles::regular)
                    .forEach(file -> add(all, "account/", file, false));
            numbered(all, "keys/", keys(), false);
        }
        return all;
    }

    private List<Path> operations() throws IOException {
        return children(catalogue.operationsDir(), BackupFiles::isOperation);
    }

    private static boolean isOperation(Path file) {
        var name = PathNames.displayName(file);
        return !name.startsWith(".") && (name.endsWith(".yaml") || name.endsWith(".yml"));
    }

    private List<Path> settings() {
        return StreamSupport.stream(config.getConfigSources().spliterator(), false)
                .map(source -> FILE_SOURCE.matcher(source.getName()))
                .filter(source -> source.matches())
                .flatMap(source -> path(source.group(1)).stream())
                .filter(BackupFiles::regular)
                .distinct()
                .sorted()
                .toList();
    }

    private static Optional<Path> path(String uri) {
        try {
            return Optional.of(Path.of(URI.create(uri)));
        } catch (IllegalArgumentException notAFile) {
            return Optional.empty();
        }
    }

    private List<Path> keys() {
        var files = new TreeSet<Path>();
        for (var name : config.getPropertyNames()) {
            if (KEY_SETTING.matcher(name.replace("\"", "")).matches()) {
                config.getOptionalValue(name, String.class).stream()
                        .flatMap(value -> Stream.of(value.split(",")))
                        .map(value -> PathNames.path(value.strip()).toAbsolutePath())
                        .filter(BackupFiles::regular)
                        .forEach(files::add);
            }
        }
        return List.copyOf(files);
    }

    /** Files of several directories can have the same name. */
    private static void numbered(List<Found> all, String prefix, List<Path> files, boolean hide) {
        for (int i = 0; i < files.size(); i++) {
            add(all, prefix + (i + 1) + "-", files.get(i), hide);
        }
    }

    private static void add(List<Found> all, String prefix, Path file, boolean hide) {
        all.add(new Found(prefix + PathNames.displayName(file), file, hide));
    }

    private static List<Path> children(Path directory, Predicate<Path> included)
            throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (var files = Files.list(directory)) {
            return files.filter(BackupFiles::regular).filter(included).sorted().toList();
        }
    }

    /** Following links: certificates are often links to files with a number. */
    private static boolean regular(Path file) {
        return Files.isRegularFile(file);
    }
}
