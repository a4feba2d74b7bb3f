package dev.obtaskd.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Copies of operations that were read from the store: thousands of tasks share a handful of them,
 * so each is kept once, in the table and in memory.
 */
@ApplicationScoped
class Documents {

    private final Map<String, String> known = new ConcurrentHashMap<>();

    @Nullable String known(String sha256) {
        return known.get(sha256);
    }

    /** Only what has been committed may be remembered. */
    void remember(String sha256, String document) {
        known.put(sha256, document);
    }

    /** Everything is read again when it is needed. */
    void forget() {
        known.clear();
    }
}
