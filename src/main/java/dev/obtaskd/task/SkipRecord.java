package dev.obtaskd.task;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who let a step count as done without running it.
 *
 * @param by the person, or null where the operation's {@code when} decided it at creation
 */
public record SkipRecord(@Nullable String by, Instant at, @Nullable String reason) {}
