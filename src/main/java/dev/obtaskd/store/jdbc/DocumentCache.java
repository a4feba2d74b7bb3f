package dev.obtaskd.store.jdbc;

import com.github.benmanes.caffeine.cache.Cache;
import dev.obtaskd.cache.Caches;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Copies of operations that were read from the store: thousands of tasks share a handful of them,
 * so each is kept once, in the table and in memory.
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

    /** Only what has been committed may be remembered. */
    void remember(String sha256, String document) {
        known.put(sha256, document);
    }

    /** Says so in the log, once. */
    void unreadable(String sha256, String operation, Throwable why) {
        if (unreadable.asMap().putIfAbsent(sha256, true) == null) {
            LOG.errorf(
                    "The copy %s of operation %s in the store cannot be read, so its unfinished"
                            + " tasks fail: %s",
                    sha256, operation, why.getMessage());
        }
    }

    /** Everything is read again when it is needed. */
    void forget() {
        known.invalidateAll();
    }
}
