package dev.obtaskd.api.v2.log;

import com.github.benmanes.caffeine.cache.Cache;
import dev.obtaskd.cache.Caches;
import dev.obtaskd.log.AttemptDirectory;
import dev.obtaskd.log.OfferedFile;
import dev.obtaskd.log.OfferedFiles;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.Optional;

/** Checksums of files; remembers those of ended attempts, as a page asks often. */
@ApplicationScoped
public class ChecksumCache {

    private static final int REMEMBERED = 4096;

    private record Known(AttemptDirectory attempt, OfferedFile file) {}

    private final Cache<Known, String> known = Caches.sized(REMEMBERED).build();

    /**
     * The checksum of a file.
     *
     * @param ended whether the attempt is over; while it runs a file may change within one tick of
     *     the clock
     * @return empty if the file is gone
     */
    public Optional<String> of(AttemptDirectory attempt, OfferedFile file, boolean ended)
            throws IOException {
        var key = new Known(attempt, file);
        var before = ended ? known.getIfPresent(key) : null;
        if (before != null) {
            return Optional.of(before);
        }
        var hashed = new OfferedFiles(attempt).sha256(file);
        if (ended) {
            hashed.ifPresent(sha256 -> known.put(key, sha256));
        }
        return hashed;
    }
}
