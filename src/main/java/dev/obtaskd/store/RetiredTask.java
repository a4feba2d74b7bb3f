package dev.obtaskd.store;

import java.time.Instant;

/** A finished task whose rows were deleted, with what is needed to find its logs. */
public record RetiredTask(long id, Instant createdAt, long version) {}
