package dev.obtaskd.api.v2;

import dev.obtaskd.log.AttemptDirectory;
import dev.obtaskd.log.Download;
import dev.obtaskd.log.Downloads;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The files of attempts with their checksums; remembers those of ended attempts, as a page asks often. */
@ApplicationScoped
class FilesHashed {

    /** Each of at most a thousand files. */
    private static final int MOST_ATTEMPTS = 64;

    private final Map<AttemptDirectory, List<Download>> known = new LinkedHashMap<>(16, 0.75f, true);

    /** @param ended whether the attempt leaves nothing more */
    List<Download> of(AttemptDirectory attempt, boolean ended) throws IOException {
        if (!ended) {
            return new Downloads(attempt).list();
        }
        synchronized (known) {
            var before = known.get(attempt);
            if (before != null) {
                return before;
            }
        }
        // Outside the lock: hashing a gigabyte must not hold up who asks for other files.
        var hashed = new Downloads(attempt).list();
        remember(attempt, hashed);
        return hashed;
    }

    private void remember(AttemptDirectory attempt, List<Download> hashed) {
        synchronized (known) {
            known.put(attempt, hashed);
            if (known.size() > MOST_ATTEMPTS) {
                known.remove(known.keySet().iterator().next());
            }
        }
    }
}
