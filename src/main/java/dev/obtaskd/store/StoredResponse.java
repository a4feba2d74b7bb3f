package dev.obtaskd.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The answer a request with an idempotency key got, to be given again.
 *
 * @param key the request's {@code Idempotency-Key}
 * @param requestHash SHA-256 of the request, lower-case hex
 * @param status HTTP status
 * @param body as it was sent
 */
public record StoredResponse(
        String user,
        String key,
        String requestHash,
        int status,
        String body,
        @Nullable String location,
        @Nullable String etag,
        Instant at) {}
