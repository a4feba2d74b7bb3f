package dev.obtaskd.engine;

import org.jspecify.annotations.Nullable;

/**
 * A request to operate a task or sub task.
 *
 * @param reason why, if the caller says so
 * @param ifVersion the task's version the caller has seen and insists on; null for any
 * @param idempotency null without an idempotency key
 */
public record ControlRequest(
        Actor actor,
        @Nullable String reason,
        @Nullable Long ifVersion,
        @Nullable IdempotentRequest idempotency) {}
