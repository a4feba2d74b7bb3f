package dev.obtaskd.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The stored response to a request with an idempotency key. Each retry of the request gets it.
 *
 * @param key the {@code Idempotency-Key} of the request
 * @param requestHash SHA-256 of the request, lower-case hex
 * @param status HTTP status
 * @param body as it was sent
 */
public record IdempotencyRecord(
        String user,
        String key,
        String requestHash,
        int status,
        String body,
        @Nullable String location,
        @Nullable String etag,
        Instant at) {}
