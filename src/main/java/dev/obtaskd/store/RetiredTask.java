package dev.obtaskd.store;

import java.time.Instant;

/** A deleted task; the time of its creation leads to its logs. */
public record RetiredTask(long id, Instant createdAt, long version) {}
