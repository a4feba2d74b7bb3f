package dev.obtaskd.store.jdbc;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Caches the copies of operations in the store. Thousands of tasks share a few of them, so each is
 * stored once, in the table and in memory.
 */
@ApplicationScoped
public class DocumentCache {

    private static final Logger LOG = Logger.getLogger(DocumentCache.class);

    private final Map<String, String> known = new ConcurrentHashMap<>();
    private final Set<String> unreadable = ConcurrentHashMap.newKeySet();

    @Nullable String known(String sha256) {
        return known.get(sha256);
    }

    /** Only committed documents may be cached. */
    void remember(String sha256, String document) {
        known.put(sha256, document);
    }

    /** Logs once that a document cannot be parsed. */
    void unreadable(String sha256, String operation, Throwable why) {
        if (unreadable.add(sha256)) {
            LOG.errorf(
                    "The stored copy %s of operation %s cannot be read, so its unfinished tasks"
                            + " fail: %s",
                    sha256, operation, why.getMessage());
        }
    }

    /** Clears the cache. */
    void forget() {
        known.clear();
    }
}
