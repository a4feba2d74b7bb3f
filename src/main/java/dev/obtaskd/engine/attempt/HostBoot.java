package dev.obtaskd.engine.attempt;

import dev.obtaskd.task.Attempt;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The boot of the host that this daemon runs in: the kernel gives each boot an id of its own. */
@ApplicationScoped
public class HostBoot {

    private final @Nullable String id;

    @Inject
    HostBoot(BootSettings settings) {
        this(read(settings.idFile()));
    }

    /**
     * @param id null if it is not known
     */
    public HostBoot(@Nullable String id) {
        this.id = id;
    }

    /** Its id; null if it cannot be read. */
    @Nullable
    public String id() {
        return id;
    }

    /** Whether the attempt was stored during this boot; no, if that is not known. */
    public boolean isBootOf(@Nullable Attempt attempt) {
        return attempt != null && id != null && id.equals(attempt.boot());
    }

    private static @Nullable String read(Path file) {
        try {
            var id = Files.readString(file).strip();
            return id.isEmpty() ? null : id;
        } catch (IOException unknown) {
            return null;
        }
    }
}
