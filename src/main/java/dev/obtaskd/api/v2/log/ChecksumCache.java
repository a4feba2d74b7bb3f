package dev.obtaskd.api.v2.log;

import com.github.benmanes.caffeine.cache.Cache;
import dev.obtaskd.cache.Caches;
import dev.obtaskd.log.AttemptDirectory;
import dev.obtaskd.log.OfferedFile;
import dev.obtaskd.log.OfferedFiles;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.Optional;

/** Checksums of files. Those of ended attempts are cached, as a page requests them often. */
@ApplicationScoped
public class ChecksumCache {

    private static final int REMEMBERED = 4096;

    private record Known(AttemptDirectory attempt, OfferedFile file) {}

    private final Cache<Known, String> known = Caches.sized(REMEMBERED).build();

    /**
     * The checksum of a file.
     *
     * @param ended whether the attempt has ended; until then a file may change within the
     *     resolution of its time stamp
     * @return empty if the file does not exist
     */
    public Optional<String> of(AttemptDirectory attempt, OfferedFile file, boolean ended)
            throws IOException {
        var key = new Known(attempt, file);
        var before = ended ? known.getIfPresent(key) : null;
        if (before != null) {
            return Optional.of(before);
        }
        var checksum = new OfferedFiles(attempt).sha256(file);
        if (ended) {
            checksum.ifPresent(sha256 -> known.put(key, sha256));
        }
        return checksum;
    }
}
