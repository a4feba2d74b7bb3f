package dev.obtaskd.engine;

import dev.obtaskd.store.IdempotencyRecord;
import dev.obtaskd.task.Task;
import java.util.function.Function;

/**
 * The idempotency of a request: how its retries are recognised, and what they get.
 *
 * @param key the {@code Idempotency-Key}, unique per user
 * @param requestHash SHA-256 of the request; the same key with another hash is refused
 * @param toRecord makes the record for retries from the task after this request
 */
public record IdempotentRequest(
        String key, String requestHash, Function<Task, IdempotencyRecord> toRecord) {}
