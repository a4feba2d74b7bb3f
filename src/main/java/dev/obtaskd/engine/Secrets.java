package dev.obtaskd.engine;

import dev.obtaskd.store.DataDirectory;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The values behind {@code secret:<name>}: files {@code <data-dir>/secrets/<name>}, readable by the
 * daemon's user only. Read when used, kept nowhere.
 */
@ApplicationScoped
class Secrets {

    private final Path directory;

    Secrets(DataDirectory data) {
        this.directory = data.path().resolve("secrets");
    }

    /**
     * The value of a secret, without a final newline; empty if there is no such file.
     *
     * @throws IllegalStateException if the file cannot be read
     */
    Optional<String> value(String name) {
        try {
            return Optional.of(Files.readString(directory.resolve(name)).stripTrailing());
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        } catch (IOException unreadable) {
            throw new IllegalStateException("secret " + name + " cannot be read: " + unreadable.getMessage());
        }
    }
}
