package dev.obtaskd.security;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.http.DomainSocketServerStart;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The Unix socket in the data directory, by which root and the user of the daemon log in without a
 * password.
 */
@ApplicationScoped
public class LocalSocket {

    private final Path path;

    LocalSocket(@ConfigProperty(name = "quarkus.http.domain-socket") Path path) {
        this.path = path;
    }

    /**
     * Creates the directory and deletes the socket of a killed daemon. The store has locked the
     * data directory, so no other daemon uses it.
     */
    void start(@Observes StartupEvent event) {
        try {
            var directory = path.getParent();
            if (!Files.exists(directory)) {
                Files.createDirectory(
                        directory,
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rwx------")));
            }
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot prepare the socket " + path, e);
        }
    }

    /** Refuses other users, whatever the umask of the daemon is. */
    void opened(@ObservesAsync DomainSocketServerStart event) throws IOException {
        try {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
        } catch (NoSuchFileException e) {
            // The daemon has stopped meanwhile, or could not open its port.
            return;
        }
    }

    /** The user of the daemon, who owns the socket. */
    UserPrincipal owner() throws IOException {
        return Files.getOwner(path);
    }
}
