package dev.obtaskd.store.jdbc;

import com.github.benmanes.caffeine.cache.Cache;
import dev.obtaskd.cache.Caches;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Caches the copies of operations in the store. Thousands of tasks share a few of them, so each is
 * stored once, in the table and in memory.
 */
@ApplicationScoped
public class DocumentCache {

    private static final Logger LOG = Logger.getLogger(DocumentCache.class);

    /** More operations than a host has; edited ones stay as long as tasks have the old copies. */
    private static final int MAXIMUM = 512;

    private final Cache<String, String> known = Caches.sized(MAXIMUM).build();
    private final Cache<String, Boolean> unreadable = Caches.sized(MAXIMUM).build();

    @Nullable String known(String sha256) {
        return known.getIfPresent(sha256);
    }

    /** Only committed documents may be cached. */
    void put(String sha256, String document) {
        known.put(sha256, document);
    }

    /** Logs once that a document cannot be parsed. */
    void unreadable(String sha256, String operation, Throwable why) {
        if (unreadable.asMap().putIfAbsent(sha256, true) == null) {
            LOG.errorf(
                    "The stored copy %s of operation %s cannot be read, so its unfinished tasks"
                            + " fail: %s",
                    sha256, operation, why.getMessage());
        }
    }

    /** Clears the cache. */
    void clear() {
        known.invalidateAll();
    }
}
