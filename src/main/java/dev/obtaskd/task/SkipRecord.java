package dev.obtaskd.task;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The user that skipped a step, or none if its condition did.
 *
 * @param by the person, or null where the operation's {@code when} decided it at creation
 */
public record SkipRecord(@Nullable String by, Instant at, @Nullable String reason) {}
