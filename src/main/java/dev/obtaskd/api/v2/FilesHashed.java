package dev.obtaskd.api.v2;

import dev.obtaskd.log.AttemptDirectory;
import dev.obtaskd.log.Download;
import dev.obtaskd.log.Downloads;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Checksums of files; remembers those of ended attempts, as a page asks often. */
@ApplicationScoped
class FilesHashed {

    private static final int REMEMBERED = 4096;

    private record Known(AttemptDirectory attempt, Download file) {}

    private final Map<Known, String> known = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Known, String> eldest) {
            return size() > REMEMBERED;
        }
    });

    /**
     * The checksum of a file.
     *
     * @param ended whether the attempt is over; while it runs a file may change within one tick of the clock
     * @return empty if the file is gone
     */
    Optional<String> of(AttemptDirectory attempt, Download file, boolean ended) throws IOException {
        var key = new Known(attempt, file);
        var before = ended ? known.get(key) : null;
        if (before != null) {
            return Optional.of(before);
        }
        var hashed = new Downloads(attempt).sha256(file);
        if (ended) {
            hashed.ifPresent(sha256 -> known.put(key, sha256));
        }
        return hashed;
    }
}
