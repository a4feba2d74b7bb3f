package dev.obtaskd.engine.attempt;

import dev.obtaskd.path.OwnershipCheck;
import dev.obtaskd.store.DataDirectory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The values behind {@code secret:<name>}: credentials of the service manager with that name, else
 * files {@code <data-dir>/secrets/<name>}, readable by the daemon's user only. Read by the attempt
 * that uses them, on its own thread; kept nowhere.
 */
@ApplicationScoped
public class SecretStore {

    static final int MAX_BYTES = 64 * 1024;

    /** Shorter ones are in every other line by chance: they cannot be masked. */
    private static final int SHORTEST = 4;

    private final Path secrets;
    private final Optional<Path> credentials;

    @Inject
    SecretStore(
            DataDirectory data,
            @ConfigProperty(name = "CREDENTIALS_DIRECTORY") Optional<Path> credentials) {
        this.secrets = data.path().resolve("secrets");
        this.credentials = credentials;
    }

    public SecretStore(DataDirectory data) {
        this(data, Optional.empty());
    }

    /**
     * The value of a secret, without one final newline.
     *
     * @throws InvalidSecretException if there is none that can be used
     */
    String value(String name) {
        try {
            var file = file(name);
            require(name, file);
            var value = withoutFinalNewline(text(name, bytes(name, file)));
            if (value.lines()
                    .noneMatch(line -> line.codePointCount(0, line.length()) >= SHORTEST)) {
                throw new InvalidSecretException(
                        name,
                        "it is shorter than "
                                + SHORTEST
                                + " characters and cannot be masked in logs");
            }
            return value;
        } catch (NoSuchFileException absent) {
            throw new InvalidSecretException(
                    name, "there is no file secrets/" + name + " in the data directory");
        } catch (IOException unreadable) {
            throw new InvalidSecretException(name, "its file cannot be read: " + unreadable);
        }
    }

    private Path file(String name) {
        return credentials
                .map(directory -> directory.resolve(name))
                .filter(file -> Files.exists(file, LinkOption.NOFOLLOW_LINKS))
                .orElseGet(() -> secrets.resolve(name));
    }

    /** Checked before opening: opening a named pipe would wait for its writer. */
    private void require(String name, Path file) throws IOException {
        for (var path : List.of(file.getParent(), file)) {
            var trouble = OwnershipCheck.checkPrivate(path);
            if (trouble.isPresent()) {
                throw new InvalidSecretException(name, trouble.get());
            }
        }
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new InvalidSecretException(name, "secrets/" + name + " is not a regular file");
        }
    }

    private static byte[] bytes(String name, Path file) throws IOException {
        try (var in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            // One byte more than allowed is enough to see that it is too large.
            var bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new InvalidSecretException(
                        name, "its file holds more than " + MAX_BYTES + " bytes");
            }
            return bytes;
        }
    }

    private static String text(String name, byte[] bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException notText) {
            throw new InvalidSecretException(name, "its file is not UTF-8 text");
        }
    }

    private static String withoutFinalNewline(String text) {
        if (!text.endsWith("\n")) {
            return text;
        }
        return text.substring(0, text.length() - (text.endsWith("\r\n") ? 2 : 1));
    }
}
