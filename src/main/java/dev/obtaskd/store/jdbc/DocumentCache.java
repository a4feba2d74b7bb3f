package dev.obtaskd.store.jdbc;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Copies of operations that were read from the store: thousands of tasks share a handful of them,
 * so each is kept once, in the table and in memory.
 */
@ApplicationScoped
public class DocumentCache {

    private static final Logger LOG = Logger.getLogger(DocumentCache.class);

    private final Map<String, String> known = new ConcurrentHashMap<>();
    private final Set<String> unreadable = ConcurrentHashMap.newKeySet();

    @Nullable String known(String sha256) {
        return known.get(sha256);
    }

    /** Only what has been committed may be remembered. */
    void remember(String sha256, String document) {
        known.put(sha256, document);
    }

    /** Says so in the log, once. */
    void unreadable(String sha256, String operation, Throwable why) {
        if (unreadable.add(sha256)) {
            LOG.errorf(
                    "The copy %s of operation %s in the store cannot be read, so its unfinished"
                            + " tasks fail: %s",
                    sha256, operation, why.getMessage());
        }
    }

    /** Everything is read again when it is needed. */
    void forget() {
        known.clear();
    }
}
