package dev.obtaskd.security;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.http.DomainSocketServerStart;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The socket in the data directory by which this host's root and the daemon's own user get in
 * without a password.
 */
@ApplicationScoped
public class LocalSocket {

    private final Path path;

    LocalSocket(@ConfigProperty(name = "quarkus.http.domain-socket") Path path) {
        this.path = path;
    }

    /**
     * Makes its directory, and clears away what a killed daemon left: nobody else uses the data
     * directory, which the store has locked by now.
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
            throw new UncheckedIOException("cannot make room for " + path, e);
        }
    }

    /** Until then nobody else gets through the directory. */
    void opened(@ObservesAsync DomainSocketServerStart event) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
    }

    /** The daemon's own user, who made the socket. */
    UserPrincipal owner() throws IOException {
        return Files.getOwner(path);
    }
}
