package dev.obtaskd.daemon;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Objects;
import java.util.Properties;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipInputStream;

/**
 * The data directory of a daemon of an earlier version that was killed; see {@code
 * src/test/resources/stores/README.md}.
 *
 * @param name such as {@code v8}
 */
record StoredVersion(String name) {

    static final String ADMIN_PASSWORD = "password of the fixture";
    static final String USER = "ann";
    static final String USER_PASSWORD = "correct horse battery";
    static final String LINE = "hello from an earlier version";

    /** Creates a directory that only its owner can access. */
    static Path privateDirectory(Path path) throws IOException {
        return Files.createDirectories(
                path,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    /** Writes the password with which an administrator of a fixture logs in. */
    static void writePassword(Path data) throws IOException {
        var file = Files.writeString(data.resolve("initial-admin-password"), ADMIN_PASSWORD + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    /** Recreates the data directory. */
    void unpack(Path data) throws IOException {
        privateDirectory(data.resolve("db"));
        writePassword(data);
        try (var store = new GZIPInputStream(resource(name + ".mv.db.gz"))) {
            Files.copy(store, data.resolve("db/obtaskd.mv.db"));
        }
        try (var tasks = new ZipInputStream(resource(name + ".tasks.zip"))) {
            for (var entry = tasks.getNextEntry(); entry != null; entry = tasks.getNextEntry()) {
                var file = data.resolve("tasks").resolve(entry.getName());
                privateDirectory(file.getParent());
                Files.copy(tasks, file);
            }
        }
    }

    /** The port of the daemon, which its ids contain. */
    String port() throws IOException {
        return properties().getProperty("port");
    }

    /** A bearer token of the user. */
    String token() throws IOException {
        return properties().getProperty("token");
    }

    boolean tokenExpired() throws IOException {
        return Instant.now().isAfter(Instant.parse(properties().getProperty("expires")));
    }

    private Properties properties() throws IOException {
        var properties = new Properties();
        try (var in = resource(name + ".properties")) {
            properties.load(in);
        }
        return properties;
    }

    private static InputStream resource(String file) {
        return Objects.requireNonNull(
                StoredVersion.class.getResourceAsStream("/stores/" + file), file);
    }
}
