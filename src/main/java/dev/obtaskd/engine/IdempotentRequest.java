package dev.obtaskd.engine;

import dev.obtaskd.store.StoredResponse;
import dev.obtaskd.task.Task;
import java.util.function.Function;

/**
 * How a request that may come twice (an {@code Idempotency-Key}) is recognised and answered.
 *
 * @param key as the caller chose it; counts per user
 * @param requestHash of what was asked for: the same key with another request is a mistake
 * @param answer makes the answer that a repetition gets, from the task as this request leaves it
 */
public record IdempotentRequest(
        String key, String requestHash, Function<Task, StoredResponse> answer) {}
